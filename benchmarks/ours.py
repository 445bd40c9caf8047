"""Our own engine, and what a page asks of it."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.queries import PAGE, Asked, Found
from benchmarks.synthetic import HELSINKI, TODAY, Listings
from search.engine import Engine
from search.question import Answer, Counts, Hit, Question
from textanalysis.understanding import Reader

NOW = dt.datetime.combine(TODAY, dt.time(12), HELSINKI)


class Answered(NamedTuple):
    total: int
    hits: Sequence[Hit]
    counts: Counts

    def found(self) -> Found:
        """The same, to compare."""
        if not all(type(numbers) is dict for numbers in self.counts.values()):
            raise TypeError("counts that are not counted yet would be measured as none")
        return Found(self.total, [hit.pk for hit in self.hits], self.counts)


def answered(answer: Answer) -> Answered:
    """All that a page shows; all counts get the names of their values."""
    return Answered(answer.total, answer.hits(0, PAGE), dict(answer.counts()))


class InMemory:
    """The engine without a database to be fresh with."""

    def __init__(self, listings: Listings) -> None:
        self.engine = Engine()
        self.engine.load(listings.facts())
        self.one = next(listings.facts())
        self.reader = Reader(self.engine.vocabulary("activity"), {})

    def ask(self, asked: Asked) -> Answered:
        query = self.reader.understand(asked.text).query
        question = Question(chosen=asked.chosen, query=query)
        return answered(self.engine.ask(question, NOW))

    def found(self, asked: Asked) -> Found:
        return self.ask(asked).found()

    def change_something(self) -> None:
        """So that nothing is answered from what the pass before has left."""
        self.engine.apply([self.one], [])
