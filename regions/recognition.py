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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
    codes of the regions that either lies in. `names` are its own in all languages.
    """

    kind: Kind
    label: str
    within: frozenset[str]
    municipalities: tuple[str, ...] = ()
    region: str = ""
    names: tuple[str, ...] = ()


Meanings = list[Recognised]


class Run(NamedTuple):
    """Words that name a place, from `start` until before `end`, and what they mean.

    Nothing, where the surroundings say it better: the region in "Pori, Satakunta".
    """

    start: int
    end: int
    meanings: Meanings


def recognise(text: str, known: Gazetteer | None = None) -> Meanings:
    """What a text means, best first; [] where it names no place. Never raises.

    `known`: of all places, where somebody keeps that; else the database is asked.
    """
    named = runs(words(text[:LONGEST_TEXT])[:MOST_WORDS], known)
    found = sorted(
        (meaning for run in named for meaning in run.meanings),
        key=lambda meaning: BEST_FIRST.index(meaning.kind),
    )
    by_filter: dict[tuple[str, ...], Recognised] = {}
    for meaning in found:
        by_filter.setdefault(meaning.municipalities or (meaning.region, ""), meaning)
    return list(by_filter.values())


def runs(typed: Sequence[str], known: Gazetteer | None = None) -> list[Run]:
    """Where folded words name places: the longest names, from left to right."""
    if known is None:
        candidates = _candidates(typed)
        known = read(candidates, [one for one in candidates if _is_code(one)])
    found = list(_named(typed, known))
    meant = _narrowed([run.meanings for run in found])
    return [run._replace(meanings=now) for run, now in zip(found, meant, strict=True)]


def _is_code(word: str) -> bool:
    return len(word) == 5 and word.isdecimal()


def _named(typed: Sequence[str], known: Gazetteer) -> Iterator[Run]:
    start = 0
    while start < len(typed):
        for end in _ends(typed, start):
            if meanings := _meanings("".join(typed[start:end]), known):
                yield Run(start, end, meanings)
                start = end
                break
        else:
            start += 1


def _ends(typed: Sequence[str], start: int) -> range:
    """Where a name that begins here may end, the longest first."""
    return range(min(len(typed), start + LONGEST_NAME), start, -1)


def _candidates(typed: Sequence[str]) -> set[str]:
    """Every form that may be known of what is typed."""
    candidates: set[str] = set()
    for start in range(len(typed)):
        for end in _ends(typed, start):
            joined = "".join(typed[start:end])
            candidates |= {joined, *without_endings(joined)}
    return candidates


def _meanings(joined: str, known: Gazetteer) -> Meanings:
    """What one name means; see rules 2 and 3."""
    if town := known.postcodes.get(joined):
        return [_in("postcode", f"{joined} {known.towns[town]}", [town], known)]
    spots = [spot for whole, spot in known.forms.get(joined, ()) if whole]
    if not spots:
        stems = sorted(without_endings(joined))
        spots = [spot for stem in stems for _whole, spot in known.forms.get(stem, ())]
    meanings = list(dict.fromkeys(_meant(spot, known) for spot in spots))
    if any(meaning.kind == "municipality" for meaning in meanings):
        return [meaning for meaning in meanings if meaning.kind != "place"]
    return meanings


def _meant(spot: Spot, known: Gazetteer) -> Recognised:
    if spot.kind == "region":
        code, label = spot.code, str(spot)
        return Recognised("region", label, frozenset({code}), (), code, spot.names)
    label = str(spot)
    if spot.kind != "municipality":
        names = ", ".join(str(known.towns[code]) for code in spot.towns)
        label = f"{spot} ({names})"
    return _in(spot.kind, label, spot.towns, known, spot.names)


def _in(
    kind: Kind,
    label: str,
    towns: Sequence[str],
    known: Gazetteer,
    names: tuple[str, ...] = (),
) -> Recognised:
    within = frozenset(known.towns[code].region for code in towns)
    codes = tuple(sorted(set(towns)))
    return Recognised(kind, label, within, codes, names=names)


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
