"""Synthetic listings as documents, where the site finds what it searches."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from activities.models import Activity, Document, Index, Version
from benchmarks.synthetic import Listings
from tests import factories
from textanalysis.analysis import VERSION

COUNT = "UPDATE activities_index SET counter = counter + 1 RETURNING counter"
CHANGE = """
UPDATE activities_document SET counter = %s, facts = facts || jsonb_build_object(
    'checked_on', ((facts->>'checked_on')::date - %s)::text
) WHERE activity_id BETWEEN %s AND %s
"""
ENTRIES = """
UPDATE activities_activity AS entry
SET public_version_id = id, checked_on = (facts->>'checked_on')::date
FROM activities_document AS document WHERE document.activity_id = entry.id
"""
COLUMNS = ("activity_id", "counter", "kind", "facts", "cards", "built_on")


def migrate() -> None:
    call_command("migrate", verbosity=0)


def write(listings: Listings, today: date, cards: list[dict[str, Any]]) -> None:
    """A finished index of all of them; each has one of the cards."""
    table = Document._meta.db_table
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copy,
    ):
        for row in _rows(listings, today, [json.dumps(card) for card in cards]):
            copy.write_row(row)
    _write_entries(listings.size)
    Index.objects.create(pk=1, epoch="benchmark", counter=1, analyser=VERSION)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@transaction.atomic
def _write_entries(size: int) -> None:
    """Entries to the documents, all alike: a process looks whether they are there."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Activity._meta.db_table} CASCADE")
    Activity.objects.create(
        pk=1,
        organisation=factories.organisation(),
        checked_on=today,
        check_due_on=today + timedelta(days=365),
        published_at=timezone.now(),
    )
    Version.objects.create(pk=1, activity_id=1, number=1, state="approved")
    _multiply(Activity, size, {"id"})
    _multiply(Version, size, {"id", "activity_id"})
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES)


def _multiply(model: type[models.Model], size: int, numbered: set[str]) -> None:
    """So many rows like the first, with the number of each in some columns."""
    fields = [field.column for field in model._meta.local_concrete_fields]
    columns = [f'"{name}"' for name in fields]
    values = ("n" if name in numbered else f'"{name}"' for name in fields)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} FROM {table}, generate_series(2, %s) AS n",
            [size],
        )


def touch(first: int, last: int, days: int = 0) -> None:
    """One more change: these listings, checked so many days earlier."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT)
        (counter,) = cursor.fetchone()
        cursor.execute(CHANGE, [counter, days, first, last])


def _rows(
    listings: Listings, today: date, cards: list[str]
) -> Iterator[tuple[object, ...]]:
    built_on = timezone.localdate()
    for facts in listings.facts(today):
        pk = facts["id"]
        card = cards[pk % len(cards)]
        yield pk, 1, facts["kind"], json.dumps(facts), card, built_on
