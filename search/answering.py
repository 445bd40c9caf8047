"""A search answered: from memory, or by the database where nothing is in memory."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.utils import timezone

from activities.models import Activity
from search import live, names
from search.engine.postings import Tokens
from search.facets import OF_PARAMETER
from search.question import Answer, Question
from search.results import Search
from search.selection import Selection
from search.words import Texts
from textanalysis.kin import Kin
from textanalysis.matching import WithRelated, with_related
from textanalysis.queries import Query
from textanalysis.understanding import Reader, Understood

TIMES = 2
# Queries of which the related words are kept.
KEPT = 4_096


def understood(selection: Selection) -> Understood:
    """What the words of a search ask for, given what is listed."""
    if not selection.q:
        return Understood((), "", repaired=False)
    return _reading(selection.kind).reader.understand(selection.q)


class _Reading:
    """How words are understood while an index has the same tokens."""

    def __init__(self, tokens: Collection[str], kin: Kin) -> None:
        self.tokens, self.kin = tokens, kin
        self.version = tokens.version if isinstance(tokens, Tokens) else None
        self.reader = Reader(WithRelated(tokens), kin)
        self._wider: dict[Query, Query] = {}

    def is_of(self, tokens: Collection[str], kin: Kin) -> bool:
        return (
            self.tokens is tokens
            and self.kin is kin
            and isinstance(tokens, Tokens)
            and self.version == tokens.version
        )

    def wider(self, query: Query) -> Query:
        wider = self._wider.get(query)
        if wider is None:
            if len(self._wider) >= KEPT:
                self._wider.clear()
            wider = self._wider[query] = with_related(query, self.tokens)
        return wider


_readings: dict[str, _Reading] = {}


def _reading(kind: str) -> _Reading:
    tokens, kin = vocabulary(kind), names.current().kin
    reading = _readings.get(kind)
    if reading is None or not reading.is_of(tokens, kin):
        reading = _readings[kind] = _Reading(tokens, kin)
    return reading


def ask(selection: Selection, query: Query | None = None) -> Answer:
    """The answer at this moment. `query`: the words, if they are understood already.

    Words that are only related to the terms of entries find these below the others,
    unless that would be more than TIMES as many: who types football wants no gym.
    Beside other words they might rank above them, so there they only stand in.
    """
    if query is None:
        query = understood(selection).query
    question = question_of(selection, query)
    answer = _asked(question)
    wider = _reading(selection.kind).wider(query) if query else query
    if wider == query:
        return answer
    most = TIMES * answer.total if len(query) == 1 else 0
    if answer.total > most:
        return answer
    more = _asked(replace(question, query=wider))
    return more if not answer.total or more.total <= most else answer


def _asked(question: Question) -> Answer:
    index = live.index()
    return index.ask(question, timezone.now()) if index else Search(question)


def question_of(selection: Selection, query: Query) -> Question:
    """Without a place to measure from, the nearest first are the best first."""
    near = selection.sort == "near"
    origin = origin_of(selection) if near else None
    return Question(
        kind=selection.kind,
        chosen={name: values for name, values in selection.chosen.items() if values},
        query=query,
        sort="best" if near and origin is None else selection.sort,
        origin=origin,
    )


def origin_of(selection: Selection) -> tuple[float, float] | None:
    """Where nearness is measured from: `near`, or the first chosen municipality."""
    chosen = selection.values("municipality")
    code = selection.near or (chosen[0] if chosen else "")
    town = names.current().of("municipality").get(code) if code else None
    return town.seat if town else None


def counts_of(parameter: str) -> Mapping[str, int]:
    """How many of all activities there are of each value of a parameter."""
    return ask(Selection()).counts_of(OF_PARAMETER[parameter].name)[parameter]


def vocabulary(kind: str) -> Collection[str]:
    """All tokens of what is listed."""
    index = live.index()
    if index:
        return index.vocabulary(kind)
    return Texts(Activity.objects.public().of_kind(kind)).vocabulary()
