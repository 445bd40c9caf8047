"""What somebody typed into `where`, as the municipality or region to filter by.

The rules, so that the answer is what a person means:

1. The longest run of words that is a name counts: "Espoon keskus" is the part of town,
   "Espoon kaupunki" the municipality. Other words around a name do not matter.
2. A name as it is written comes before a name that only an ending makes out of it.
3. A village that bears the name of a municipality is left out: who writes Tornio means
   the town. Regions and parts of towns stay: Tammela is a municipality and a part of
   Tampere, Lappi a region and a village, so both are offered.
4. Words that name each other's surroundings decide: in "Nummi, Hämeenlinna" no other
   Nummi is meant, and in "Pori, Satakunta" not all of the region.
5. What leads to the same filter is offered once. Postcodes come first, then
   municipalities, regions, parts of towns, villages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from regions.gazetteer import Gazetteer, Kind, Spot, read
from regions.inflection import without_endings
from textanalysis.folding import words

BEST_FIRST: tuple[Kind, ...] = (
    "postcode",
    "municipality",
    "region",
    "district",
    "place",
)
LONGEST_TEXT = 100
MOST_WORDS = 10
LONGEST_NAME = 3


@dataclass(frozen=True)
class Recognised:
    """One meaning: its name in the active language and the codes to filter by.

    A region has `region` alone, everything else `municipalities`; `within` are the
    codes of the regions that either lies in.
    """

    kind: Kind
    label: str
    within: frozenset[str]
    municipalities: tuple[str, ...] = ()
    region: str = ""


Meanings = list[Recognised]


def recognise(text: str, known: Gazetteer | None = None) -> Meanings:
    """What a text means, best first; [] where it names no place. Never raises.

    `known`: of all places, where somebody keeps that; else the database is asked.
    """
    typed = words(text[:LONGEST_TEXT])[:MOST_WORDS]
    codes = [word for word in typed if len(word) == 5 and word.isdecimal()]
    known = known or read(_candidates(typed), codes)
    parts = _narrowed([*_postcodes(codes, known), *_names(typed, known)])
    found = sorted(
        (meaning for part in parts for meaning in part),
        key=lambda meaning: BEST_FIRST.index(meaning.kind),
    )
    by_filter: dict[tuple[str, ...], Recognised] = {}
    for meaning in found:
        by_filter.setdefault(meaning.municipalities or (meaning.region, ""), meaning)
    return list(by_filter.values())


def _postcodes(codes: Iterable[str], known: Gazetteer) -> Iterator[Meanings]:
    for code in sorted({code for code in codes if code in known.postcodes}):
        town = known.postcodes[code]
        yield [_in("postcode", f"{code} {known.towns[town]}", [town], known)]


def _names(typed: list[str], known: Gazetteer) -> Iterator[Meanings]:
    """What each longest run of words means that means something."""
    start = 0
    while start < len(typed):
        for run in _runs(typed, start):
            if meanings := _meanings("".join(run), known):
                yield meanings
                start += len(run)
                break
        else:
            start += 1


def _runs(typed: list[str], start: int) -> Iterator[list[str]]:
    """The runs of words from here, the longest first."""
    for end in range(min(len(typed), start + LONGEST_NAME), start, -1):
        yield typed[start:end]


def _candidates(typed: list[str]) -> set[str]:
    """Every form that may be known of what is typed."""
    candidates: set[str] = set()
    for start in range(len(typed)):
        for run in _runs(typed, start):
            joined = "".join(run)
            candidates |= {joined, *without_endings(joined)}
    return candidates


def _meanings(joined: str, known: Gazetteer) -> Meanings:
    """What one name means; see rules 2 and 3."""
    spots = [spot for whole, spot in known.forms.get(joined, ()) if whole]
    if not spots:
        stems = sorted(without_endings(joined))
        spots = [spot for stem in stems for _whole, spot in known.forms.get(stem, ())]
    meanings = [_meant(spot, known) for spot in spots]
    if any(meaning.kind == "municipality" for meaning in meanings):
        return [meaning for meaning in meanings if meaning.kind != "place"]
    return meanings


def _meant(spot: Spot, known: Gazetteer) -> Recognised:
    if spot.kind == "region":
        code = spot.code
        return Recognised("region", str(spot), frozenset({code}), region=code)
    label = str(spot)
    if spot.kind != "municipality":
        names = ", ".join(str(known.towns[code]) for code in spot.towns)
        label = f"{spot} ({names})"
    return _in(spot.kind, label, spot.towns, known)


def _in(kind: Kind, label: str, towns: Sequence[str], known: Gazetteer) -> Recognised:
    within = frozenset(known.towns[code].region for code in towns)
    return Recognised(kind, label, within, tuple(sorted(set(towns))))


def _narrowed(parts: list[Meanings]) -> list[Meanings]:
    """Rule 4: what the other parts of the text make of each."""
    agreeing = [
        [one for one in part if any(_agree(one, other) for other in others)] or part
        for part, others in _with_others(parts)
    ]
    return [
        [one for one in part if one.municipalities or not _holds_one(one, others)]
        for part, others in _with_others(agreeing)
    ]


def _holds_one(region: Recognised, meanings: Meanings) -> bool:
    return any(one.municipalities and _agree(region, one) for one in meanings)


def _with_others(parts: list[Meanings]) -> Iterator[tuple[Meanings, Meanings]]:
    for index, part in enumerate(parts):
        rest = parts[:index] + parts[index + 1 :]
        yield part, [meaning for other in rest for meaning in other]


def _agree(one: Recognised, other: Recognised) -> bool:
    """Whether both are in one municipality, or one is the region of the other."""
    if one.municipalities and other.municipalities:
        return not set(one.municipalities).isdisjoint(other.municipalities)
    return not one.within.isdisjoint(other.within)
