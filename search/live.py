"""The index of this process, as fresh as the database at each request."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from search.question import Answer, Question


class Mark(NamedTuple):
    """Which documents these are: equal marks mean equal documents and names."""

    epoch: str
    counter: int
    # Index.names_counter: search.names reads again when it or the epoch changes.
    names: int


class Loaded:
    """The engine, and the prepared cards of its entries by id and language."""

    mark: Mark
    cards: Mapping[int, Mapping[str, Any]]

    def ask(self, question: Question, now: dt.datetime) -> Answer:
        raise NotImplementedError

    def vocabulary(self, kind: str) -> Collection[str]:
        raise NotImplementedError

    def next_change(self, now: dt.datetime) -> dt.datetime:
        raise NotImplementedError


def mark() -> Mark | None:
    """The mark of this request; None before the first build of the documents."""
    return None


def index() -> Loaded | None:
    """What answers this request from memory; None where the database has to."""
    return None


def is_old() -> bool:
    """Whether the database is away, so that memory may be some minutes behind."""
    return False
