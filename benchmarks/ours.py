"""Our own search, as a request runs it before it draws the page."""

import datetime as dt

from django.db import connection

from benchmarks import documents
from benchmarks.queries import PAGE, Asked, Found
from benchmarks.synthetic import HELSINKI, TODAY, Listings
from search.engine import Engine
from search.question import Answer, Question
from textanalysis.understanding import understand

NOW = dt.datetime.combine(TODAY, dt.time(12), HELSINKI)


class Ours:
    def __init__(self, listings: Listings) -> None:
        documents.migrate()
        documents.write(listings, TODAY, [{}])
        self.engine = Engine()
        self.engine.load(listings.facts())
        self.one = next(listings.facts())

    def ask(self, asked: Asked) -> tuple[Answer, object, object]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT epoch, counter FROM activities_index")
            cursor.fetchone()
        query = understand(asked.text, self.engine.vocabulary("activity"), {}).query
        answer = self.engine.ask(Question(chosen=asked.chosen, query=query), NOW)
        answer.total
        return answer, answer.hits(0, PAGE), answer.counts()

    def found(self, asked: Asked) -> Found:
        """The same, to compare."""
        answer, hits, counts = self.ask(asked)
        return Found(answer.total, [hit.pk for hit in hits], counts)

    def change_something(self) -> None:
        self.engine.apply([self.one], [])
