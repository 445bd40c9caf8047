"""The factory's short way to a public entry leaves what the buttons leave."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import transaction

from activities import documents
from organisations.models import Membership
from regions.named import Named
from tests import factories, quick

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 17, 9, tzinfo=dt.UTC)
APPS = {"activities", "events", "regions"}
# Random, or where the sequence of the database stands.
DIFFERENT = ("id", "public_version", "message_id", "epoch", "counter", "key")


def everything() -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, without what differs each time."""
    return {
        model._meta.label: [
            {
                name: bool(value) if name.endswith(DIFFERENT) else plain(value)
                for name, value in row.items()
            }
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in APPS
    }


def plain(value: Any) -> Any:
    """Of an event: as other rows."""
    if isinstance(value, dict) and "public_version" in value:
        return value | {"public_version": bool(value["public_version"])}
    return value


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"phone": "040 123 4567", "title_sv": "Språkkafé", "kind": "training"},
        {"check_due_on": dt.date(2026, 6, 1), "checked_on": dt.date(2026, 5, 1)},
        {"terms": {"languages": ["ar", "fi"], "municipalities": ["049", "837"]}},
        {"schedules": [factories.always(), factories.on_dates(dt.date(2026, 7, 1))]},
    ],
)
def test_both_ways_write_the_same(
    monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any]
) -> None:
    with time_machine.travel(NOW, tick=False):
        owner = factories.person("Olga")
        Membership.objects.create(
            user=owner, organisation=factories.organisation(), role="owner"
        )
        documents.rebuild()
        short = written(fields)
        monkeypatch.setattr(quick, "is_usual", lambda *arguments: False)
        long = written(fields)

    assert [len(rows) for rows in (short["events.Mail"], short["events.Event"])] == [
        1,
        3,
    ]
    assert short == long


def test_named_rows_are_what_saving_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    def made() -> dict[str, list[dict[str, Any]]]:
        with transaction.atomic():
            for code in ("149", "091"):
                factories.town(code)
            # Of one name, so that their addresses must differ.
            for code in ("sport", "sports"):
                factories.theme(code, name_fi="Liikunta")
            found = everything()
            transaction.set_rollback(True)
        return found

    short = made()
    monkeypatch.setattr(quick, "save", saved)

    assert len(short["activities.Theme"]) == len(short["regions.Municipality"]) == 2
    assert short == made()


def saved(one: Named) -> Named:
    one.save()
    return one


def written(fields: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    with transaction.atomic():
        factories.activity("Kerho", id=9001, **fields)
        found = everything()
        transaction.set_rollback(True)
    return found
