"""Documents as the database stores them, read into the memory of a process."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from django.db import OperationalError, ProgrammingError, connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT

from activities.facts import Facts
from activities.models import Activity, Document
from activities.soundness import is_complete
from activities.texts import LANGUAGES
from search.cards import Cards

BLOCK = 500
# What SQLite says of harm as if it were away.
HARMED = ("no such table", "malformed JSON")
CARDS = {f"card_{one}": KT(f"cards__{one}") for one in LANGUAGES}


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
    except ProgrammingError as error:
        raise IncompleteError(str(error)) from error
    except OperationalError as error:
        if str(error).startswith(HARMED):
            raise IncompleteError(str(error)) from error
        raise


class Changes(NamedTuple):
    changed: list[Facts]
    removed: list[int]


def everything(cards: Cards) -> Iterator[Facts]:
    """Those checked last come first, as the engine likes them best; keeps their cards.

    Read in blocks: what changes between two of them changes the counter, and is read
    again. Raises IncompleteError.
    """
    with _readable():
        if not is_complete():
            raise IncompleteError("Some entries have no document, or the reverse.")
        checked = Activity.objects.filter(pk=OuterRef("pk")).values("checked_on")
        present = Document.objects.present().annotate(checked_on=Subquery(checked))
        ids = list(present.order_by("-checked_on", "pk").values_list("pk", flat=True))
    for first in range(0, len(ids), BLOCK):
        block = ids[first : first + BLOCK]
        with _readable():
            rows = {pk: rest for pk, *rest in _rows(present.filter(pk__in=block))}
        for pk in block:
            if pk in rows:
                _removed_at, facts, *drawn = rows[pk]
                yield _checked(pk, facts, drawn, cards)


def changes(after: int, cards: Cards) -> Changes:
    """What has changed since a counter; keeps the cards. Raises IncompleteError."""
    found = Changes([], [])
    with _readable():
        rows = list(_rows(Document.objects.after(after)))
    for pk, removed_at, facts, *drawn in rows:
        if removed_at is None:
            found.changed.append(_checked(pk, facts, drawn, cards))
        else:
            found.removed.append(pk)
            cards.drop(pk)
    return found


def _rows(documents: QuerySet[Document]) -> Iterable[tuple[Any, ...]]:
    columns = ("pk", "removed_at", "facts", *CARDS)
    return cast(
        Iterable[tuple[Any, ...]], documents.annotate(**CARDS).values_list(*columns)
    )


def _checked(pk: int, facts: object, drawn: Iterable[Any], cards: Cards) -> Facts:
    whole = isinstance(facts, dict) and Facts.__required_keys__ <= facts.keys()
    texts = tuple(drawn)
    if not whole or not all(texts):
        raise IncompleteError(f"Document {pk} is broken.")
    found = cast(Facts, facts)
    cards.keep(pk, texts, found["meetings"])
    return found
