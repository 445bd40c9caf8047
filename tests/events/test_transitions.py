"""A verb changes a row only from the state it expects, and always leaves an event."""

import pytest
from django.db import DatabaseError

from accounts.models import User
from events.models import Event
from events.transitions import StateChanged, move
from organisations.models import Organisation

pytestmark = pytest.mark.django_db
State = Organisation.State


def suspend(organisation: Organisation, by: User | None) -> None:
    move(
        organisation,
        "suspend",
        by=by,
        expect={"state": State.APPROVED},
        change={"state": State.SUSPENDED, "state_reason": "Kysymyksiä"},
    )


def test_changes_the_row_and_the_object(kotikulma: Organisation, ada: User) -> None:
    suspend(kotikulma, by=ada)

    stored = Organisation.objects.get(pk=kotikulma.pk)
    assert (stored.state, stored.state_reason) == ("suspended", "Kysymyksiä")
    assert (kotikulma.state, kotikulma.state_reason) == ("suspended", "Kysymyksiä")


def test_writes_what_was_and_what_is(kotikulma: Organisation, ada: User) -> None:
    suspend(kotikulma, by=ada)

    (event,) = Event.objects.about(kotikulma)
    assert (event.verb, event.actor) == ("suspend", ada)
    assert event.before == {"state": "approved", "state_reason": ""}
    assert event.after == {"state": "suspended", "state_reason": "Kysymyksiä"}


def test_names_related_objects_by_id(kotikulma: Organisation, ada: User) -> None:
    espoo = kotikulma.home_municipality
    move(kotikulma, "stay", by=None, expect={}, change={"home_municipality": espoo})

    (event,) = Event.objects.about(kotikulma)
    assert (event.actor, event.after) == (None, {"home_municipality": espoo.pk})


def test_nothing_happens_when_somebody_was_faster(
    kotikulma: Organisation, ada: User
) -> None:
    same = Organisation.objects.get(pk=kotikulma.pk)
    suspend(same, by=ada)

    with pytest.raises(StateChanged, match="changed meanwhile") as raised:
        suspend(kotikulma, by=ada)
    assert raised.value.target is kotikulma
    assert kotikulma.state == State.APPROVED
    assert Event.objects.about(kotikulma).count() == 1


def test_no_change_without_its_event(
    kotikulma: Organisation, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(event: Event, **kwargs: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(Event, "save", full)

    with pytest.raises(DatabaseError):
        suspend(kotikulma, by=ada)
    assert Organisation.objects.get(pk=kotikulma.pk).state == State.APPROVED
