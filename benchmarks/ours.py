"""Our own search, as a request runs it before it draws the page."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from benchmarks import documents
from benchmarks.queries import PAGE, Asked, Found
from benchmarks.synthetic import HELSINKI, TODAY, Listings
from search.engine import Engine
from search.question import Counts, Hit, Question
from textanalysis.understanding import understand

NOW = dt.datetime.combine(TODAY, dt.time(12), HELSINKI)


class Answered(NamedTuple):
    total: int
    hits: Sequence[Hit]
    counts: Counts


class InMemory:
    """The engine without a database to be fresh with."""

    def __init__(self, listings: Listings) -> None:
        self.engine = Engine()
        self.engine.load(listings.facts())
        self.one = next(listings.facts())

    def ask(self, asked: Asked) -> Answered:
        query = understand(asked.text, self.engine.vocabulary("activity"), {}).query
        answer = self.engine.ask(Question(chosen=asked.chosen, query=query), NOW)
        return Answered(answer.total, answer.hits(0, PAGE), answer.counts())

    def found(self, asked: Asked) -> Found:
        """The same, to compare."""
        total, hits, counts = self.ask(asked)
        if not all(type(numbers) is dict for numbers in counts.values()):
            raise TypeError("counts that are not counted yet would be measured as none")
        return Found(total, [hit.pk for hit in hits], counts)

    def change_something(self) -> None:
        """So that nothing is answered from what the pass before has left."""
        self.engine.apply([self.one], [])


class Ours(InMemory):
    """With documents in the database, and the look whether anything changed."""

    def __init__(self, listings: Listings) -> None:
        super().__init__(listings)
        documents.migrate()
        documents.write(listings, TODAY, [{}])

    def ask(self, asked: Asked) -> Answered:
        with connection.cursor() as cursor:
            cursor.execute("SELECT epoch, counter FROM activities_index")
            cursor.fetchone()
        return super().ask(asked)
