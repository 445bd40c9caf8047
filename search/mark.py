"""The row that says how new the documents are: read once in each request."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import OperationalError, ProgrammingError, connection, transaction
from psycopg.conninfo import make_conninfo

from activities.models import Index
from search.line import Line, Row

# A backup that is restored makes the table anew: then everything is read again, though
# epoch and counter may look like a later state of what is known.
IS_POSTGRESQL = connection.vendor == "postgresql"
EPOCH = "epoch || tableoid" if IS_POSTGRESQL else "epoch"
QUESTION = (
    f"SELECT {EPOCH}, counter, names_counter, forgotten_up_to "  # noqa: S608 - no input
    f"FROM {Index._meta.db_table} WHERE epoch <> ''"
)


class Mark(NamedTuple):
    """Equal marks mean equal documents and equal names."""

    epoch: str
    counter: int
    # Where this and the epoch are equal, so are the names.
    names: int
    # Tombstones up to this one are gone.
    forgotten_up_to: int


def read() -> Mark | None:
    """None before the first build, and where the table is missing.

    Raises OperationalError when the database is away, on PostgreSQL within a second.
    Inside a transaction its own connection is asked: only that one sees its changes.
    """
    return _mark_of(_line.row() if _has_line() else _row_by_django())


def ask() -> Callable[[], Mark | None] | None:
    """Send the question, and get what waits for its answer, as `read` does; to be
    called once. None where nothing can be done meanwhile.
    """
    if not _has_line():
        return None
    answer = _line.ask()
    return lambda: _mark_of(answer())


def _has_line() -> bool:
    return IS_POSTGRESQL and not connection.in_atomic_block


@lru_cache(maxsize=8)
def _mark_of(row: Row | None) -> Mark | None:
    if row is None:
        return None
    epoch, *counters = row
    return Mark(epoch, *map(int, counters))


def hang_up() -> None:
    """Before a fork: two processes must not share a connection."""
    _line.close()


def _address() -> str:
    given = connection.settings_dict
    keys = {"NAME": "dbname", "USER": "user", "PASSWORD": "password"}
    keys |= {"HOST": "host", "PORT": "port"}
    options: dict[str, Any] = {
        k: v for k, v in given["OPTIONS"].items() if isinstance(v, str | int)
    }
    return make_conninfo(
        **options, **{ours: given[key] for key, ours in keys.items() if given[key]}
    )


_line = Line(QUESTION, _address)


def _row_by_django() -> Row | None:
    try:
        with _harmless(), connection.cursor() as cursor:
            cursor.execute(QUESTION)
            row: Row | None = cursor.fetchone()
    except ProgrammingError:
        return None
    except OperationalError as error:
        if "no such table" in str(error):
            return None
        raise
    return row


@contextmanager
def _harmless() -> Iterator[None]:
    """A statement that fails would end a transaction of PostgreSQL."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            yield
    else:
        yield
