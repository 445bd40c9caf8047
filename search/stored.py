"""Documents as the database stores them, read into the memory of a process."""

import json
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from django.db import (
    DataError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)

from activities.facts import Facts
from activities.models import Document
from activities.soundness import is_complete
from activities.texts import LANGUAGES
from search.cards import Cards, Lasting

# What SQLite says of harm as if it were away.
HARMED = ("no such table", "malformed JSON")
TABLE = Document._meta.db_table
# Facts and cards as texts of JSON: cards go on as they are, unread. Where PostgreSQL
# takes them out of their column one by one, it unpacks all of them each time.
POSTGRESQL = f"""
SELECT activity_id, facts::text, {", ".join(LANGUAGES)}, removed_at IS NULL
FROM {TABLE}, jsonb_to_record(cards)
    AS card({", ".join(f"{language} text" for language in LANGUAGES)})
"""  # noqa: S608 - no input
SQLITE = f"""
SELECT activity_id, facts,
    {", ".join(f"json_extract(cards, '$.{language}')" for language in LANGUAGES)},
    removed_at IS NULL
FROM {TABLE}
"""  # noqa: S608 - no input
SELECT = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
TYPES = ("int8", "text", *("bytea" for _language in LANGUAGES), "bool")
Row = Sequence[Any]


class IncompleteError(ValueError):
    """An entry has no document, or a document is none."""


@contextmanager
def _readable() -> Iterator[None]:
    """Raises IncompleteError where the table is gone, or has what is no JSON."""
    try:
        if connection.in_atomic_block:
            # A statement that fails would end a transaction of PostgreSQL.
            with transaction.atomic():
                yield
        else:
            yield
    except (ProgrammingError, DataError) as error:
        raise IncompleteError(str(error)) from error
    except OperationalError as error:
        if str(error).startswith(HARMED):
            raise IncompleteError(str(error)) from error
        raise


class Changes(NamedTuple):
    changed: list[Facts]
    removed: list[int]


def everything(cards: Cards) -> Generator[Facts]:
    """In any order; keeps their cards. To be closed where it is not read to its end.

    All of one moment. Raises IncompleteError.
    """
    with _readable():
        if not is_complete():
            raise IncompleteError("Some entries have no document, or the reverse.")
        for row in _streamed(f"{SELECT} WHERE removed_at IS NULL"):
            yield _checked(row, cards.collect)
    cards.settle()


def changes(after: int, cards: Cards) -> Changes:
    """What has changed since a counter; keeps the cards. Raises IncompleteError."""
    found = Changes([], [])
    with _readable(), connection.cursor() as cursor:
        cursor.execute(f"{SELECT} WHERE counter > %s", [after])
        rows = cursor.fetchall()
    for row in rows:
        pk, is_present = row[0], row[-1]
        if is_present:
            found.changed.append(_checked(row, cards.keep))
        else:
            found.removed.append(pk)
            cards.drop(pk)
    return found


def _streamed(select: str) -> Iterator[Row]:
    """While PostgreSQL prepares the next rows, the last ones are read."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(select)
            yield from cursor
            return
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY ({select}) TO STDOUT (FORMAT BINARY)") as copy,
        ):
            copy.set_types(TYPES)
            yield from copy.rows()


def _checked(row: Row, keep: Callable[[int, list[bytes], Lasting], None]) -> Facts:
    pk, text, *drawn, _is_present = row
    try:
        facts = json.loads(text)
    except ValueError as error:
        raise IncompleteError(f"Document {pk} is broken.") from error
    whole = isinstance(facts, dict) and Facts.__required_keys__ <= facts.keys()
    texts = [one.encode() if isinstance(one, str) else one for one in drawn if one]
    if not whole or len(texts) < len(drawn):
        raise IncompleteError(f"Document {pk} is broken.")
    found = cast(Facts, facts)
    keep(pk, cast(list[bytes], texts), found["meetings"])
    return found
