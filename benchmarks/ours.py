"""Our own engine, and how a query is put to it."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol

from benchmarks.queries import PAGE, Asked, Found
from benchmarks.synthetic import HELSINKI, TODAY, Listings
from search.engine import Engine
from search.question import Answer, Counts, Hit, Question
from textanalysis.understanding import understand

NOW = dt.datetime.combine(TODAY, dt.time(12), HELSINKI)


class Index(Protocol):
    """An engine, or what has one."""

    def ask(self, question: Question, now: dt.datetime) -> Answer: ...

    def vocabulary(self, kind: str) -> Collection[str]: ...


class Answered(NamedTuple):
    total: int
    hits: Sequence[Hit]
    counts: Counts

    def found(self) -> Found:
        """The same, to compare."""
        if not all(type(numbers) is dict for numbers in self.counts.values()):
            raise TypeError("counts that are not counted yet would be measured as none")
        return Found(self.total, [hit.pk for hit in self.hits], self.counts)


def ask(index: Index, asked: Asked) -> Answered:
    """Understand the words, and ask for all that a page shows."""
    query = understand(asked.text, index.vocabulary("activity"), {}).query
    answer = index.ask(Question(chosen=asked.chosen, query=query), NOW)
    return Answered(answer.total, answer.hits(0, PAGE), answer.counts())


class InMemory:
    """The engine without a database to be fresh with."""

    def __init__(self, listings: Listings) -> None:
        self.engine = Engine()
        self.engine.load(listings.facts())
        self.one = next(listings.facts())

    def ask(self, asked: Asked) -> Answered:
        return ask(self.engine, asked)

    def found(self, asked: Asked) -> Found:
        return self.ask(asked).found()

    def change_something(self) -> None:
        """So that nothing is answered from what the pass before has left."""
        self.engine.apply([self.one], [])
