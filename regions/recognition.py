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

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Prefetch

from regions.inflection import without_endings
from regions.models import Municipality, NameForm, Postcode
from textanalysis.folding import words

Kind = Literal["postcode", "municipality", "region", "district", "place"]

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
Forms = Mapping[str, list[NameForm]]


def recognise(text: str) -> Meanings:
    """What a text means, best first; [] where it names no place. Never raises."""
    typed = words(text[:LONGEST_TEXT])[:MOST_WORDS]
    parts = _narrowed([*_postcodes(typed), *_names(typed)])
    found = sorted(
        (meaning for part in parts for meaning in part),
        key=lambda meaning: BEST_FIRST.index(meaning.kind),
    )
    by_filter: dict[tuple[str, ...], Recognised] = {}
    for meaning in found:
        by_filter.setdefault(meaning.municipalities or (meaning.region, ""), meaning)
    return list(by_filter.values())


def _postcodes(typed: list[str]) -> Iterator[Meanings]:
    codes = [word for word in typed if len(word) == 5 and word.isdecimal()]
    if codes:
        rows = Postcode.objects.filter(code__in=codes)
        for row in rows.select_related("municipality__region"):
            label = f"{row.code} {row.municipality}"
            yield [_in("postcode", label, [row.municipality])]


def _names(typed: list[str]) -> Iterator[Meanings]:
    """What each longest run of words means that means something."""
    forms = _forms(typed)
    start = 0
    while start < len(typed):
        for run in _runs(typed, start):
            if meanings := _meanings("".join(run), forms):
                yield meanings
                start += len(run)
                break
        else:
            start += 1


def _runs(typed: list[str], start: int) -> Iterator[list[str]]:
    """The runs of words from here, the longest first."""
    for end in range(min(len(typed), start + LONGEST_NAME), start, -1):
        yield typed[start:end]


def _forms(typed: list[str]) -> Forms:
    """Everything known about what is typed, in one look-up."""
    candidates: set[str] = set()
    for start in range(len(typed)):
        for run in _runs(typed, start):
            joined = "".join(run)
            candidates |= {joined, *without_endings(joined)}
    known = NameForm.objects.filter(form__in=candidates)
    known = known.select_related("region", "municipality__region", "place")
    where = Municipality.objects.select_related("region")
    known = known.prefetch_related(Prefetch("place__municipalities", where))
    forms: defaultdict[str, list[NameForm]] = defaultdict(list)
    for row in known.order_by("municipality__code", "place__code"):
        forms[row.form].append(row)
    return forms


def _meanings(joined: str, forms: Forms) -> Meanings:
    """What one name means; see rules 2 and 3."""
    rows = [row for row in forms.get(joined, []) if row.whole]
    if not rows:
        stems = sorted(without_endings(joined))
        rows = [row for stem in stems for row in forms.get(stem, [])]
    meanings = list(_meant(rows))
    if any(meaning.kind == "municipality" for meaning in meanings):
        return [meaning for meaning in meanings if meaning.kind != "place"]
    return meanings


def _meant(rows: list[NameForm]) -> Iterator[Recognised]:
    for row in rows:
        if row.municipality:
            yield _in("municipality", str(row.municipality), [row.municipality])
        elif row.place:
            municipalities = list(row.place.municipalities.all())
            names = ", ".join(str(municipality) for municipality in municipalities)
            kind: Kind = "district" if row.place.is_district else "place"
            yield _in(kind, f"{row.place} ({names})", municipalities)
        elif region := row.region:
            code = region.code
            yield Recognised("region", str(region), frozenset({code}), region=code)


def _in(kind: Kind, label: str, municipalities: list[Municipality]) -> Recognised:
    return Recognised(
        kind,
        label,
        frozenset(municipality.region.code for municipality in municipalities),
        tuple(sorted({municipality.code for municipality in municipalities})),
    )


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
