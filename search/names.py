"""The names of all places, terms and organisations, so that pages need not ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

from django.utils.translation import get_language

from activities import kin
from activities.models import Format, Language, TargetGroup, TermWord, Theme
from activities.texts import LANGUAGES
from organisations.models import Organisation
from regions.distances import kilometres
from regions.gazetteer import Gazetteer, read
from regions.models import Municipality, Region
from regions.named import NAME_COLUMNS, Named
from regions.recognition import Recognised, Run, recognise, runs
from search import live
from textanalysis.kin import Kin

MODELS: dict[str, type[Named]] = {
    "municipality": Municipality,
    "region": Region,
    "language": Language,
    "target": TargetGroup,
    "theme": Theme,
    "format": Format,
}
ORGANISATION = "organisation"
PARAMETERS = (*MODELS, ORGANISATION)
# Parameter -> column of TermWord.
SYNONYMS = {"target": "target_group", "theme": "theme", "format": "format"}
# What else is kept of them: column -> field of Name.
MORE: dict[type[Named], dict[str, str]] = {
    Municipality: {
        "region__code": "region",
        "seat_latitude": "latitude",
        "seat_longitude": "longitude",
    },
    Language: {"autonym": "autonym", "direction": "dir"},
}


@dataclass(frozen=True, slots=True)
class Name:
    """What is called by a value of a parameter of the search.

    `names` are in the order of LANGUAGES; an organisation may lack some. `dir` is that
    of `autonym`, a language's name of itself. `region` is the code of a municipality's
    region; its seat is in WGS 84 degrees.
    """

    parameter: str
    code: str
    names: tuple[str, ...]
    active: bool = True
    replaced_by: str | None = None
    autonym: str = ""
    dir: str = ""
    region: str = ""
    latitude: float = 0.0
    longitude: float = 0.0

    def __str__(self) -> str:
        """In the active language, or in the next one that there is a name in."""
        wanted = self.names[LANGUAGES.index(get_language() or LANGUAGES[0])]
        return wanted or next(filter(None, self.names), "")

    @property
    def seat(self) -> tuple[float, float]:
        return self.latitude, self.longitude

    def kilometres_to(self, other: "Name") -> float:
        return kilometres(*self.seat, *other.seat)


class TypedWord(NamedTuple):
    """A word that people type for a term, or for what is narrower or beside it."""

    parameter: str
    code: str
    word: str
    language: str
    relation: str


class Names:
    """As they were when they were first asked for; each table is read once."""

    def __init__(self, places: Gazetteer | None = None) -> None:
        self._read: dict[str, Mapping[str, Name]] = {}
        self._places = places

    @classmethod
    def all(cls) -> Self:
        """Everything read, to be kept."""
        names = cls(read())
        for parameter in PARAMETERS:
            names.of(parameter)
        names.synonyms  # noqa: B018 - read now
        names.kin  # noqa: B018
        return names

    def of(self, parameter: str) -> Mapping[str, Name]:
        """By code, also those no longer in use; approved organisations by id."""
        if parameter not in self._read:
            rows = _organisations() if parameter == ORGANISATION else _terms(parameter)
            self._read[parameter] = {name.code: name for name in rows}
        return self._read[parameter]

    def now(self, parameter: str, code: str) -> Name | None:
        """The one with this code, or what replaced it, however many times."""
        known = self.of(parameter)
        found, seen = known.get(code), {code}
        while found and found.replaced_by and found.replaced_by not in seen:
            found = known[found.replaced_by]
            seen.add(found.code)
        return found

    def nearest(self, municipality: str, count: int) -> list[tuple[Name, float]]:
        """The nearest other municipalities in use, with the kilometres to each seat."""
        known = self.of("municipality")
        centre = known[municipality]
        others = [one for one in known.values() if one.active and one is not centre]
        far = sorted((centre.kilometres_to(one), one.code) for one in others)
        return [(known[code], distance) for distance, code in far[:count]]

    def recognise(self, text: str) -> list[Recognised]:
        """The places that a text means; see regions.recognition."""
        return recognise(text, self._places)

    def runs(self, typed: Sequence[str]) -> list[Run]:
        """Which of some folded words name places."""
        return runs(typed, self._places)

    @cached_property
    def places(self) -> Gazetteer:
        return self._places or read()

    @cached_property
    def words(self) -> Sequence[TypedWord]:
        return list(_words())

    @cached_property
    def synonyms(self) -> Sequence[tuple[str, str, str]]:
        """Parameter and code of a term, and a word that people type for it."""
        return [
            (one.parameter, one.code, one.word)
            for one in self.words
            if one.relation == TermWord.Relation.SYNONYM
        ]

    @cached_property
    def kin(self) -> Kin:
        """Words that find each other; see activities.kin."""
        return kin.table()


_kept: tuple[tuple[str, int], Names] | None = None


def current() -> Names:
    """Those to use now: from memory while no name has changed; straight from the
    database, as far as they are asked for, where there is no index.
    """
    global _kept
    mark = live.mark()
    if mark is None:
        return live.once(Names)
    if _kept is not None and live.is_old():
        return _kept[1]
    if _kept is None or _kept[0] != (mark.epoch, mark.names):
        _kept = (mark.epoch, mark.names), Names.all()
    return _kept[1]


def _terms(parameter: str) -> Iterator[Name]:
    model = MODELS[parameter]
    more = MORE.get(model, {})
    columns = ("code", "active", "replaced_by__code", *NAME_COLUMNS, *more)
    rows = model._default_manager.values_list(*columns)
    for code, active, successor, fi, sv, en, *rest in rows:
        kept = dict(zip(more.values(), rest, strict=True))
        yield Name(parameter, code, (fi, sv, en), active, successor, **kept)


def _organisations() -> Iterator[Name]:
    rows = Organisation.objects.approved().values_list("pk", *NAME_COLUMNS)
    for pk, *names in rows:
        yield Name(ORGANISATION, str(pk), tuple(name or "" for name in names))


def _words() -> Iterator[TypedWord]:
    columns = [f"{column}__code" for column in SYNONYMS.values()]
    rows = TermWord.objects.values_list("word", "language_code", "relation", *columns)
    for word, language, relation, *codes in rows:
        of = zip(SYNONYMS, codes, strict=True)
        parameter, code = next((name, code) for name, code in of if code)
        yield TypedWord(parameter, code, word, language, relation)
