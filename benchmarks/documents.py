"""Synthetic listings as documents, where the site finds what it searches."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from activities.models import Document, Index
from benchmarks.synthetic import Listings
from textanalysis.analysis import VERSION

COUNT = "UPDATE activities_index SET counter = counter + 1 RETURNING counter"
CHANGE = """
UPDATE activities_document SET counter = %s, facts = facts || jsonb_build_object(
    'checked_on', ((facts->>'checked_on')::date - %s)::text
) WHERE activity_id BETWEEN %s AND %s
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
    Index.objects.create(pk=1, epoch="benchmark", counter=1, analyser=VERSION)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {table}")


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
