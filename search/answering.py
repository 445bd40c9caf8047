"""A search answered: from memory, or by the database where nothing is in memory."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

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
from textanalysis.matching import WEIGHTS, WithRelated, with_related
from textanalysis.queries import Query
from textanalysis.questions import is_quoted
from textanalysis.understanding import Reader, Understood

TIMES = 2
# How much more is found with descriptions than without them, at most.
WITH_DESCRIPTIONS = 1.5
# Queries that are kept as they were understood, and of which the related words are.
KEPT = 4_096
Key = TypeVar("Key")
Made = TypeVar("Made")


class _Reading:
    """How queries are understood while an index has the same tokens.

    What was asked is known, if it is asked again.
    """

    def __init__(self, tokens: Collection[str], kin: Kin) -> None:
        self.tokens, self.kin = tokens, kin
        self.version = tokens.version if isinstance(tokens, Tokens) else None
        self._reader = Reader(WithRelated(tokens), kin)
        self._known: dict[str, Understood] = {}
        self._wider: dict[Query, Query] = {}

    def is_of(self, tokens: Collection[str], kin: Kin) -> bool:
        return (
            self.tokens is tokens
            and self.kin is kin
            and isinstance(tokens, Tokens)
            and self.version == tokens.version
        )

    def understand(self, text: str) -> Understood:
        known = self._known.get(text)
        if known is None:
            known = self._reader.understand(text)
            _keep(self._known, text, known)
        return known

    def forget_queries(self) -> None:
        self._known.clear()
        self._wider.clear()

    def wider(self, query: Query) -> Query:
        wider = self._wider.get(query)
        if wider is None:
            wider = with_related(query, self.tokens)
            _keep(self._wider, query, wider)
        return wider


def _keep(known: dict[Key, Made], key: Key, made: Made) -> None:
    if len(known) >= KEPT:
        known.clear()
    known[key] = made


_readings: dict[str, _Reading] = {}


def _reading(kind: str) -> _Reading:
    tokens, kin = vocabulary(kind), names.current().kin
    reading = _readings.get(kind)
    if reading is None or not reading.is_of(tokens, kin):
        reading = _readings[kind] = _Reading(tokens, kin)
    return reading


def forget_queries() -> None:
    """Understand each query anew; single words stay known."""
    for reading in _readings.values():
        reading.forget_queries()


def understood(selection: Selection) -> Understood:
    """What the words of a search ask for, given what is listed."""
    if not selection.q:
        return Understood((), "", repaired=False)
    return _reading(selection.kind).understand(selection.q)


def ask(selection: Selection, query: Query | None = None) -> Answer:
    """The answer at this moment. `query`: the words, if they are understood already.

    Words that are only related to the terms of entries find these below the others,
    unless that would be more than TIMES as many: who types football wants no gym.
    Beside other words they might rank above them, so there they only stand in.
    """
    if not selection.q and not query:
        return _asked(question_of(selection, ()))
    reading = _reading(selection.kind)
    if query is None:
        query = reading.understand(selection.q).query
    question = question_of(selection, query)
    # Quotation marks are the way to descriptions, too (search/descriptions.py).
    if query and not is_quoted(selection.q):
        outside = _outside_descriptions(question)
        if outside:
            return outside
    answer = _asked(question)
    wider = reading.wider(query)
    if wider == query:
        return answer
    most = TIMES * answer.total if len(query) == 1 else 0
    if answer.total > most:
        return answer
    more = _asked(replace(question, query=wider))
    return more if not answer.total or more.total <= most else answer


def _outside_descriptions(question: Question) -> Answer | None:
    """What has all words in other fields too, where descriptions would add much.

    Judged on all entries of the kind, so that a choice finds what its count said;
    where nothing of that meets the choices, descriptions count after all.
    """
    without = replace(question, least=WEIGHTS["summary"])
    of_all = [_asked(replace(one, chosen={})).total for one in (without, question)]
    if not of_all[0] or of_all[1] <= WITH_DESCRIPTIONS * of_all[0]:
        return None
    answer = _asked(without)
    return answer if answer.total else None


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
