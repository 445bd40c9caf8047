"""Names that begin, or whose words begin, with what somebody is typing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from activities.models import TermWord
from activities.texts import LANGUAGES
from regions.gazetteer import Spot, in_active_language
from search.names import ORGANISATION, Name, Names
from search.places import pairs_of
from textanalysis.folding import words

TERMS = ("theme", "format", "target", "language")
PLACES = ("municipality", "region")
# Inside a word of these, from so many letters on: "kahvila" is in "kielikahvila".
COMPOUNDS = (*TERMS, ORGANISATION)
INSIDE = 4
EXACT, BEGINNING, OF_A_WORD, INSIDE_A_WORD = range(4)


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be chosen; `pairs` are the parameters of the search that choose it.

    `around` are the names of the municipalities that a place is in; `of` is the term
    that a word to search for is related to.
    """

    kind: str
    names: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    autonym: str = ""
    lang: str = ""
    dir: str = ""
    around: tuple[tuple[str, ...], ...] = ()
    of: "Thing | None" = None

    @property
    def text(self) -> str:
        if not self.around:
            return self.autonym or in_active_language(self.names)
        towns = ", ".join(map(in_active_language, self.around))
        return f"{in_active_language(self.names)} ({towns})"


class Entry(NamedTuple):
    """A name of a thing. `key`: its folded words, with a space before each; `text` is
    empty where it is never shown; `lang` is its language.
    """

    key: str
    thing: Thing
    text: str = ""
    lang: str = ""


class Match(NamedTuple):
    """`nearness` from EXACT to INSIDE_A_WORD."""

    nearness: int
    entry: Entry


def matches(entries: Iterable[Entry], typed: str) -> list[Match]:
    """Each thing that a name of begins with the text, or has a word that does for each
    of its words; with its nearest name.
    """
    asked = words(typed)
    if not asked:
        return []
    parts = [f" {word}" for word in asked]
    nearest: dict[Thing, Match] = {}
    for entry in [one for one in entries if asked[0] in one.key]:
        nearness = _nearness(entry.key, parts)
        inside = nearness == INSIDE_A_WORD and entry.thing.kind not in COMPOUNDS
        if nearness is None or inside:
            continue
        before = nearest.get(entry.thing)
        if before is None or nearness < before.nearness:
            nearest[entry.thing] = Match(nearness, entry)
    return list(nearest.values())


def _nearness(key: str, parts: Sequence[str]) -> int | None:
    whole = "".join(parts)
    if key.startswith(whole):
        return EXACT if key == whole else BEGINNING
    if all(part in key for part in parts):
        return OF_A_WORD
    if len(parts) == 1 and len(whole) > INSIDE and whole[1:] in key:
        return INSIDE_A_WORD
    return None


@lru_cache(maxsize=1)
def what(names: Names) -> Sequence[Entry]:
    """Of terms and what people call them, of places, and of organisations."""
    return [
        *_of_names(names, (*TERMS, *PLACES, ORGANISATION)),
        *_of_synonyms(names),
        *_of_related(names),
    ]


@lru_cache(maxsize=1)
def where(names: Names) -> Sequence[Entry]:
    """Of municipalities, regions, parts of towns, villages, and of postcodes."""
    return [*_of_names(names, PLACES), *_of_spots(names), *_of_postcodes(names)]


def meant(names: Names, typed: str) -> list[Match]:
    """Places that a text names in another form: Espoossa."""
    found = names.recognise(typed)
    things = [Thing(one.kind, (one.label,) * 3, pairs_of(one)) for one in found]
    return [Match(EXACT, Entry("", thing)) for thing in things]


SOURCES: dict[str, Callable[[Names], Sequence[Entry]]] = {"what": what, "where": where}


def _of_names(names: Names, parameters: Iterable[str]) -> Iterator[Entry]:
    for parameter in parameters:
        for name in names.of(parameter).values():
            now = names.now(parameter, name.code)
            if now and now.active:
                yield from _entries(_thing(now), name.names)
                if name.autonym:
                    yield from _entries(_thing(now), (name.autonym,))


def _thing(name: Name) -> Thing:
    lang = name.code if name.autonym else ""
    pairs = ((name.parameter, name.code),)
    return Thing(name.parameter, name.names, pairs, name.autonym, lang, name.dir)


def _of_synonyms(names: Names) -> Iterator[Entry]:
    for parameter, code, word in names.synonyms:
        now = names.now(parameter, code)
        if now and now.active:
            yield from (Entry(key, _thing(now)) for key in _keys(word))


def _of_related(names: Names) -> Iterator[Entry]:
    """Football, which leads to the word and not to all of sport. One that several terms
    have is that of the first; one that is a name or synonym leads there already.
    """
    known = {key for _p, _c, word in names.synonyms for key in _keys(word)}
    known |= {entry.key for entry in _of_names(names, TERMS)}
    for one in names.words:
        now = names.now(one.parameter, one.code)
        keys = [key for key in _keys(one.word) if key not in known]
        if one.relation == TermWord.Relation.RELATED and now and now.active:
            known.update(keys)
            thing = Thing(
                one.parameter,
                (one.word,) * len(LANGUAGES),
                (("q", one.word),),
                lang=one.language,
                of=_thing(now),
            )
            yield from (Entry(key, thing) for key in keys)


def _of_spots(names: Names) -> Iterator[Entry]:
    gazetteer = names.places
    spots = {spot for meant in gazetteer.forms.values() for _whole, spot in meant}
    towns = {_key(name) for town in gazetteer.towns.values() for name in town.names}
    for spot in sorted(spots):
        # As in regions.recognition, who writes Tornio means the town.
        village = spot.kind == "place" and not towns.isdisjoint(map(_key, spot.names))
        if spot.kind in ("district", "place") and not village:
            yield from _entries(_place(spot, names), spot.names)


def _place(spot: Spot, names: Names) -> Thing:
    around = tuple(names.places.towns[code].names for code in spot.towns)
    pairs = tuple(("municipality", code) for code in sorted(set(spot.towns)))
    return Thing(spot.kind, spot.names, pairs, around=around)


def _of_postcodes(names: Names) -> Iterator[Entry]:
    for code, town in names.places.postcodes.items():
        labels = tuple(f"{code} {name}" for name in names.places.towns[town].names)
        thing = Thing("postcode", labels, (("municipality", town),))
        yield Entry(f" {code}", thing)


def _entries(thing: Thing, names: Sequence[str]) -> Iterator[Entry]:
    """A name that several languages share is that of the first."""
    known: set[str] = set()
    for text, lang in zip(names, LANGUAGES, strict=False):
        for key in _keys(text):
            if key not in known:
                known.add(key)
                yield Entry(key, thing, text, lang)


def _keys(text: str) -> Iterator[str]:
    """Also written together: pohjoissavo."""
    parts = words(text)
    if parts:
        yield "".join(f" {part}" for part in parts)
    if len(parts) > 1:
        yield f" {''.join(parts)}"


def _key(text: str) -> str:
    return "".join(words(text))
