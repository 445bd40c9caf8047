"""The log of events only ever grows."""

import datetime as dt

import pytest
from django.db import models, transaction

from accounts.models import User
from events.models import Event
from organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(kotikulma: Organisation, ada: User) -> Event:
    return Event.objects.record(
        "rename", kotikulma, by=ada, before={"name": "Kulma"}, after={"name": "Koti"}
    )


def test_says_who_did_what_to_what(
    event: Event, kotikulma: Organisation, ada: User
) -> None:
    event.refresh_from_db()

    assert (event.verb, event.actor) == ("rename", ada)
    assert event.target_type == "organisations.organisation"
    assert event.target_id == str(kotikulma.pk)
    assert (event.before, event.after) == ({"name": "Kulma"}, {"name": "Koti"})
    assert str(event) == f"rename organisations.organisation {kotikulma.pk}"


def test_nobody_need_have_done_it(kotikulma: Organisation) -> None:
    event = Event.objects.record("clock", kotikulma)

    assert (event.actor, event.before, event.after) == (None, {}, {})


def test_newest_first_about_one_object(
    event: Event, kotikulma: Organisation, ada: User
) -> None:
    later = Event.objects.record("approve", kotikulma, by=ada)
    Event.objects.record("sign-in", ada, by=ada)

    assert list(Event.objects.about(kotikulma)) == [later, event]


def test_keeps_dates_and_times(kotikulma: Organisation) -> None:
    moment = dt.datetime(2026, 11, 3, 15, tzinfo=dt.UTC)
    event = Event.objects.record(
        "set", kotikulma, after={"at": moment, "on": moment.date()}
    )
    event.refresh_from_db()

    assert event.after == {"at": "2026-11-03T15:00:00Z", "on": "2026-11-03"}


def test_an_event_is_never_changed(event: Event) -> None:
    event.verb = "something-else"

    with pytest.raises(TypeError, match="never changed"):
        event.save()
    with pytest.raises(TypeError, match="never changed"):
        Event.objects.update(verb="something-else")
    with pytest.raises(TypeError, match="never changed"), transaction.atomic():
        Event.objects.bulk_update([event], ["verb"])
    assert Event.objects.get(pk=event.pk).verb == "rename"


def test_an_event_is_never_removed(event: Event) -> None:
    with pytest.raises(TypeError, match="never removed"):
        event.delete()
    with pytest.raises(TypeError, match="never removed"):
        Event.objects.all().delete()
    assert Event.objects.filter(pk=event.pk).exists()


def test_who_did_something_stays(event: Event, ada: User) -> None:
    ada.memberships.all().delete()

    with pytest.raises(models.ProtectedError):
        ada.delete()
    assert User.objects.filter(pk=ada.pk).exists()
