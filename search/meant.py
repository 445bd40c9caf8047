"""Words of a query that mean a filter: a place, or that it must cost nothing.

A name in the words becomes the filter that `where` would make of it, by these rules,
which are made on the words of terms, entries and queries; ADR 024 has the figures:

1. A postcode, municipality or region is meant, whatever its name means besides: who
   writes Salo means the town. Only an inflected word that is none of the name is not.
2. A part of town is meant, unless its name is an ordinary word: Kallio is rock. So is
   an area of several municipalities: Pääkaupunkiseutu.
3. A village is meant where its name is no ordinary word, stands alone or in a case of
   places, and nothing that is listed has the word.
4. What means several places, and what 2 and 3 leave, stays a word, and is offered.
5. Dots may be left out, never added: "lähteä" is not Lahti.
"""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from regions.recognition import Recognised, Run
from search import names
from search.addresses import results_url
from search.chips import Chosen
from search.places import Meaning, pairs_of
from search.selection import Selection
from textanalysis.analysis import alternatives
from textanalysis.folding import fold, words
from textanalysis.ordinary import is_ordinary, places_of
from textanalysis.questions import Typed, meaningful, parts
from textanalysis.understanding import Understood

Pairs = tuple[tuple[str, str], ...]
Vocabulary = Callable[[], Collection[str]]
# Swedish and everyday words that the name of a place is like: ingen, stor, kamp, musik.
NO_PLACES = {"inga", "stora", "kampen", "musa", "malm", "vik", "tre"}
# A place of so many municipalities is an area: Pääkaupunkiseutu.
AREA = 4
PLACE_CASES = ("ssa", "sta", "lla", "lta", "lle")
FREE = {"free", "gratis"}
FREE_STEMS = ("ilmain", "ilmais", "maksuto", "maksutt", "kostnadsfri", "avgiftsfri")
# No word of a query: no name goes on over it.
GAP = '"'


class Repair(NamedTuple):
    """Slips of typing that were mended, and the way to the words as they are."""

    typed: str
    url: str
    # As if it had been typed rightly.
    selection: Selection


class Meant(NamedTuple):
    """The filters that words mean, what they leave of the query, places to offer."""

    filters: Pairs = ()
    rest: str = ""
    offers: tuple[Meaning, ...] = ()


def meant_in(selection: Selection, vocabulary: Vocabulary) -> Meant:
    """`vocabulary`: all tokens of what is listed, asked for only where it matters."""
    typed = parts(selection.q)
    units = _units(typed)
    runs = names.current().runs(units)
    meant = [run for run in runs if _is_filter(run, typed, vocabulary)]
    filters = {pair: None for run in meant for pair in sorted(_pairs(run))}
    # A name whose surroundings are named: Nummi in "Nummi, Hämeenlinna".
    meant += [run for run in runs if filters and filters.keys() >= _pairs(run)]
    taken = {index for run in meant for index in range(run.start, run.end)}
    if free := _free(units):
        filters["free", "1"] = None
    rest = _without(typed, taken | free)
    left = selection.searching(rest)
    open_ = [run for run in runs if run not in meant]
    offers = [one for run in open_ for one in _offers(run, typed, left)]
    return Meant(tuple(filters), rest if filters else selection.q, tuple(offers))


def _units(typed: Sequence[Typed]) -> list[str]:
    """The folded words that may name something."""
    telling = meaningful(typed)
    return [
        GAP if word.literal or word not in telling else "".join(words(word.text))
        for word in typed
    ]


def _pairs(run: Run) -> set[tuple[str, str]]:
    return {pair for place in run.meanings for pair in pairs_of(place)}


def _is_filter(run: Run, typed: Sequence[Typed], vocabulary: Vocabulary) -> bool:
    if len({pairs_of(place) for place in run.meanings}) != 1:
        return False
    place, text = run.meanings[0], _text(run, typed)
    if place.kind == "postcode":
        return True
    ordinary = is_ordinary(text)
    if place.kind in ("municipality", "region"):
        return _may_be(text, place) and (not ordinary or _is_form(text, place))
    if ordinary or not _may_be(text, place):
        return False
    area = place.kind == "district" or len(place.municipalities) >= AREA
    return area or _is_village(text, place, vocabulary)


def _is_form(text: str, place: Recognised) -> bool:
    return not places_of(text).isdisjoint(map(fold, place.names))


def _is_village(text: str, place: Recognised, vocabulary: Vocabulary) -> bool:
    """Rule 3; no word of an entry is like a name of several parts."""
    if not text.isalpha():
        return True
    placed = fold(text) in map(fold, place.names) or fold(text).endswith(PLACE_CASES)
    return placed and not _is_listed(text, vocabulary())


def _text(run: Run, typed: Sequence[Typed]) -> str:
    return " ".join(word.text.lower() for word in typed[run.start : run.end])


def _may_be(text: str, place: Recognised) -> bool:
    """Rule 5, for the letters that a name and its inflected form have in common."""
    if fold(text) in NO_PLACES:
        return False
    spelt = [_letters(name) for name in place.names if name]
    return any(_agree(_letters(text), name) for name in spelt)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _agree(typed: str, name: str) -> bool:
    for letter, wanted in zip(typed, name, strict=False):
        if fold(letter) != fold(wanted):
            break
        if letter not in (wanted, fold(wanted)):
            return False
    return True


def _is_listed(text: str, vocabulary: Collection[str]) -> bool:
    return any(
        all(token in vocabulary for token in tokens)
        for word in text.split()
        for tokens in alternatives(word)
    )


def _free(units: Sequence[str]) -> set[int]:
    """Where it says that it must cost nothing; "free time" does not."""
    found = set()
    for index, unit in enumerate(units):
        after = units[index + 1 : index + 2]
        said = unit in FREE and after[:1] != ["time"]
        if said or unit.startswith(FREE_STEMS):
            found |= {index}
        if unit == "charge" and index - 2 in found:
            found |= {index}
    return found


def _without(typed: Sequence[Typed], taken: Collection[int]) -> str:
    """The words that are left and carry meaning; literal ones in their marks."""
    left = meaningful([word for i, word in enumerate(typed) if i not in taken])
    text = " ".join(f'"{word.text}"' if word.literal else word.text for word in left)
    return text.replace('" "', " ")


def _offers(run: Run, typed: Sequence[Typed], left: Selection) -> list[Meaning]:
    text = _text(run, typed)
    may = [place for place in run.meanings if _may_be(text, place)]
    if len(may) == 1 and not _is_offered(text, may[0]):
        return []
    return [_offer(place, typed, run, left) for place in may]


def _is_offered(text: str, place: Recognised) -> bool:
    """Rule 4: not every word with an ending that fits, and no term."""
    inside = place.kind == "district" and fold(text).endswith(PLACE_CASES)
    named = fold(text) in map(fold, place.names) or _is_form(text, place)
    if not (named or inside):
        return False
    synonyms = names.current().synonyms
    return all(fold(word) != fold(text) for _parameter, _code, word in synonyms)


def _offer(
    place: Recognised, typed: Sequence[Typed], run: Run, left: Selection
) -> Meaning:
    rest = _without(typed, range(run.start, run.end))
    chosen = left.searching(rest)
    for parameter, code in pairs_of(place):
        chosen = chosen.adding(parameter, code)
    return Meaning(place.label, results_url(chosen))


def as_word(selection: Selection, chosen: Collection[Chosen]) -> Meaning | None:
    """The way back from the one place chosen to its name as a word, where it is one.

    Nobody means a new land by Uusimaa: regions are only places.
    """
    places = [one for one in chosen if one.facet == "place"]
    if len(places) != 1 or places[0].parameter != "municipality":
        return None
    code = places[0].value
    named = names.current().of("municipality")[code]
    for name in dict.fromkeys((str(named), *named.names)):
        if is_ordinary(name):
            q = f'{selection.q} "{name}"'.strip()
            words_only = selection.without("municipality", code).searching(q)
            return Meaning(name, results_url(words_only))
    return None


def repair_of(selection: Selection, understood: Understood) -> Repair | None:
    if not understood.repaired:
        return None
    literal = " ".join(re.sub(r'["„“”«»]', " ", selection.q).split())
    url = results_url(selection.searching(f'"{literal}"'))
    return Repair(selection.q, url, selection.searching(understood.shown))
