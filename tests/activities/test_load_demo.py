"""`load_demo`: the same rows each time, and never over anybody's work."""

import datetime as dt
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import models

from accounts.models import User
from activities.management.commands import load_demo
from activities.models import Activity, Version
from activities.recurrence import HELSINKI
from events.models import Event
from organisations.models import Membership, Organisation
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_data"),
    pytest.mark.xdist_group("reference data of activities"),
]
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI)


@pytest.fixture(autouse=True)
def one_small_file(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All of it takes seconds; see test_demo_content.py."""
    monkeypatch.setattr(load_demo, "FILES", ("finland",))
    with time_machine.travel(NOW, tick=False):
        yield


def load(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue().splitlines()


def columns(one: models.Model) -> dict[str, Any]:
    """All but the ids that the database chose."""
    left_out = {"public_version_id", "version_id", "schedule_id"}
    left_out |= set() if isinstance(one, Activity | Organisation) else {"id"}
    names = [field.attname for field in one._meta.concrete_fields]
    return {name: getattr(one, name) for name in names if name not in left_out}


def rows() -> list[Any]:
    """Everything that the command writes, entry by entry."""
    found: list[Any] = [columns(one) for one in Organisation.objects.all()]
    for activity in Activity.objects.all():
        found += [columns(activity), *map(columns, activity.cancelled_dates.all())]
        for version in activity.versions.all():
            found += [columns(version), activity.public_version == version]
            found += [columns(one) for one in version.decisions.all()]
            found += [columns(one) for one in version.short_texts.all()]
            for field in Version._meta.many_to_many:
                codes = getattr(version, field.name).values_list("code", flat=True)
                found.append(sorted(codes))
            for schedule in version.schedules.all():
                parts = [*schedule.slots.all(), *schedule.breaks.all()]
                found += [columns(schedule), *map(columns, parts)]
    return found + list(Event.objects.order_by("id").values_list("verb", "actor"))


def test_says_how_far_it_is() -> None:
    organisations, activities = (
        Organisation.objects.count(),
        Activity.objects.count(),
    )
    assert (organisations, activities) == (0, 0)
    lines = load()

    assert lines == [
        f"Organisations: {Organisation.objects.count()}",
        f"Activities: {Activity.objects.count()} of {Activity.objects.count()}",
    ]
    assert Activity.objects.count() > 10


def test_twice_gives_the_same_rows() -> None:
    load()
    once = rows()
    load()

    assert len(once) > 100
    assert rows() == once


def test_what_was_changed_meanwhile_is_as_it_was() -> None:
    load()
    once = rows()
    entry = Activity.objects.public()[0]
    entry.set_full(User.objects.all()[0], full=True)
    Activity.objects.exclude(pk=entry.pk).update(public_version=None)
    factories.version(entry, "Uusi nimi")
    load()

    assert rows() == once


def test_dates_move_with_today() -> None:
    load()
    before = Activity.objects.get(pk=1).checked_on
    with time_machine.travel(NOW + dt.timedelta(days=40), tick=False):
        load()
        assert not Version.objects.filter(approved_at__gt=dt.datetime.now(dt.UTC))
    after = Activity.objects.get(pk=1).checked_on

    assert before is not None
    assert after is not None
    assert dt.timedelta(days=37) <= after - before <= dt.timedelta(days=43)


def test_the_next_numbers_are_free() -> None:
    """Fixed numbers must not stand in the way of what people write next."""
    load()
    last = Activity.objects.order_by("-pk")[0].pk
    new = factories.activity(organisation=Organisation.objects.all()[0])

    assert new.pk > last
    assert factories.organisation("Uusi ry").pk > 1


def test_if_empty_leaves_what_there_is() -> None:
    load("--if-empty")
    entries = Activity.objects.count()
    Activity.objects.get(pk=1).set_full(User.objects.all()[0], full=True)

    assert load("--if-empty") == ["There are organisations already: nothing to do."]
    assert Activity.objects.count() == entries
    assert Activity.objects.get(pk=1).full


def test_if_empty_leaves_real_data_too() -> None:
    factories.activity("Oikea")

    assert load("--if-empty") == ["There are organisations already: nothing to do."]
    assert Activity.objects.count() == 1


def test_refuses_where_there_is_real_data(ada: User) -> None:
    entry = factories.activity("Oikea")

    with pytest.raises(CommandError, match="real organisations"):
        load()
    assert list(Activity.objects.all()) == [entry]
    assert Membership.objects.filter(user=ada).exists()


def test_refuses_when_one_real_organisation_is_among_the_demo() -> None:
    load()
    entries = Activity.objects.count()
    factories.organisation("Oikea ry")

    with pytest.raises(CommandError, match="real organisations"):
        load()
    assert Activity.objects.count() == entries


def test_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    once = rows()

    def stopped(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(load_demo, "live", stopped)
    with pytest.raises(KeyboardInterrupt):
        load()
    assert rows() == once
