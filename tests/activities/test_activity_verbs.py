"""Urgent truths about an entry: at once, logged, and without approval."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from activities.models import Activity
from activities.recurrence import HELSINKI
from events.models import Event
from events.transitions import StateChanged
from tests import factories

pytestmark = pytest.mark.django_db
Clock = time_machine.TimeMachineFixture
FRIDAY = dt.date(2026, 11, 27)


@pytest.fixture
def entry() -> Activity:
    return factories.activity()


def stored() -> Activity:
    return Activity.objects.get()


def only_event(entry: Activity, verb: str) -> Event:
    return Event.objects.about(entry).get(verb=verb)


@pytest.mark.parametrize("full", [True, False])
def test_full(entry: Activity, ben: User, full: bool) -> None:
    entry.set_full(ben, full)

    assert stored().full is full
    event = only_event(entry, "set-full")
    assert (event.actor, event.after) == (ben, {"full": full})


def test_on_a_break_until(entry: Activity, ben: User) -> None:
    entry.set_break(ben, FRIDAY)
    assert stored().break_until == FRIDAY
    assert only_event(entry, "set-break").after == {"break_until": "2026-11-27"}

    entry.set_break(ben, None)
    assert stored().break_until is None
    assert not stored().is_on_break


TURNS: dict[str, tuple[Callable[[Activity, User], None], ...]] = {
    "withdraw": (lambda a, by: a.withdraw(by), lambda a, by: a.bring_back(by)),
    "take-down": (
        lambda a, by: a.take_down(by, "Järjestäjään ei saa yhteyttä."),
        lambda a, by: a.put_back(by),
    ),
}


@pytest.mark.parametrize(
    ("verb", "undone", "field"),
    [
        ("withdraw", "bring-back", "withdrawn_at"),
        ("take-down", "put-back", "taken_down_at"),
    ],
)
def test_away_and_back(
    entry: Activity, cleo: User, verb: str, undone: str, field: str
) -> None:
    away, back = TURNS[verb]
    away(entry, cleo)
    assert getattr(stored(), field) is not None
    assert only_event(entry, verb).before[field] is None

    back(entry, cleo)
    assert getattr(stored(), field) is None
    assert only_event(entry, undone).after[field] is None


@pytest.mark.parametrize("verb", TURNS)
def test_away_twice_or_back_twice_is_a_conflict(
    entry: Activity, cleo: User, verb: str
) -> None:
    away, back = TURNS[verb]
    other = stored()
    with pytest.raises(StateChanged):
        back(entry, cleo)
    away(entry, cleo)
    with pytest.raises(StateChanged):
        away(other, cleo)
    assert Event.objects.about(entry).filter(verb=verb).count() == 1


def test_taking_down_gives_a_reason(entry: Activity, mona: User) -> None:
    entry.take_down(mona, "Järjestäjään ei saa yhteyttä.")
    assert stored().taken_down_reason == "Järjestäjään ei saa yhteyttä."

    entry.put_back(mona)
    assert stored().taken_down_reason == ""


def test_cancelling_a_date(entry: Activity, ben: User) -> None:
    cancelled = entry.cancel_date(ben, FRIDAY, reason_fi="Sairaus", reason_sv="Sjukdom")

    assert (cancelled.reason_fi, cancelled.reason_sv) == ("Sairaus", "Sjukdom")
    assert str(cancelled) == f"{entry.pk} 2026-11-27"
    event = only_event(entry, "cancel-date")
    assert (event.actor, event.after) == (ben, {"date": "2026-11-27", "starts_at": ""})


def test_cancelling_one_time_of_a_date(entry: Activity, ben: User) -> None:
    entry.cancel_date(ben, FRIDAY, dt.time(9, 30))

    assert entry.cancelled_dates.get().starts_at == dt.time(9, 30)
    assert only_event(entry, "cancel-date").after["starts_at"] == "09:30:00"


@pytest.mark.parametrize("starts_at", [None, dt.time(9, 30)])
def test_cancelling_twice_is_refused(
    entry: Activity, ben: User, starts_at: dt.time | None
) -> None:
    entry.cancel_date(ben, FRIDAY, starts_at)

    with pytest.raises(ValidationError):
        entry.cancel_date(ben, FRIDAY, starts_at)
    assert Event.objects.about(entry).filter(verb="cancel-date").count() == 1


def test_restoring_a_date(entry: Activity, ben: User) -> None:
    entry.cancel_date(ben, FRIDAY)
    entry.cancel_date(ben, FRIDAY, dt.time(9, 30))
    entry.restore_date(ben, FRIDAY)

    assert entry.cancelled_dates.get().starts_at == dt.time(9, 30)
    event = only_event(entry, "restore-date")
    assert event.before == {"date": "2026-11-27", "starts_at": ""}
    entry.restore_date(ben, FRIDAY, dt.time(9, 30))
    assert not entry.cancelled_dates.exists()


def test_restoring_what_was_not_cancelled_is_a_conflict(
    entry: Activity, ben: User
) -> None:
    entry.cancel_date(ben, FRIDAY, dt.time(9, 30))

    with pytest.raises(StateChanged):
        entry.restore_date(ben, FRIDAY)
    assert entry.cancelled_dates.count() == 1
    assert not Event.objects.about(entry).filter(verb="restore-date").exists()


@pytest.mark.parametrize(
    ("interval", "due"),
    [(3, (2027, 2, 28)), (6, (2027, 5, 30)), (12, (2027, 11, 30))],
)
def test_confirming_sets_the_next_check(
    entry: Activity, ben: User, time_machine: Clock, interval: int, due: tuple[int, ...]
) -> None:
    """At 22:30 UTC on 29 November it is the 30th in Helsinki."""
    Activity.objects.update(check_interval=interval)
    time_machine.move_to(dt.datetime(2026, 11, 29, 22, 30, tzinfo=dt.UTC))
    stored().confirm(ben)

    assert stored().checked_on == dt.date(2026, 11, 30)
    assert stored().check_due_on == dt.date(*due)
    event = only_event(entry, "confirm")
    assert (event.actor, event.after["checked_on"]) == (ben, "2026-11-30")


def test_a_first_publication_counts_as_checked_when_submitted(
    ada: User, mona: User, time_machine: Clock
) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 2, 12, tzinfo=HELSINKI))
    draft = factories.activity(published=False).versions.get()
    draft.submit(ada)
    time_machine.move_to(dt.datetime(2026, 11, 9, 12, tzinfo=HELSINKI), tick=False)
    draft.approve(mona)

    now = stored()
    assert now.checked_on == dt.date(2026, 11, 2)
    assert now.check_due_on == dt.date(2027, 5, 2)
    assert now.published_at == dt.datetime(2026, 11, 9, 10, tzinfo=dt.UTC)


def test_a_newer_confirmation_outlives_an_older_submission(
    entry: Activity, ada: User, mona: User, time_machine: Clock
) -> None:
    first_published = stored().published_at
    time_machine.move_to(timezone.now())
    draft = factories.version(entry, "Uusi")
    draft.submit(ada)
    time_machine.shift(dt.timedelta(days=5))
    stored().confirm(ada)
    confirmed = stored().checked_on
    time_machine.shift(dt.timedelta(days=5))
    Activity.objects.get().versions.get(number=2).approve(mona)

    assert stored().checked_on == confirmed
    assert stored().published_at == first_published


def test_approving_a_waiting_version_undoes_nothing_urgent(
    entry: Activity, ada: User, ben: User, mona: User
) -> None:
    waiting = factories.version(entry, "Uusi nimi")
    waiting.submit(ada)
    for_mona = entry.versions.get(number=2)
    entry.cancel_date(ben, FRIDAY, reason_fi="Sairaus")
    entry.change_contacts(ben, phone="040 123 4567")
    entry.set_full(ben, full=True)
    entry.set_break(ben, FRIDAY)
    for_mona.approve(mona)

    now = stored()
    assert now.public_version == waiting
    assert now.cancelled_dates.get().date == FRIDAY
    assert now.phone == "040 123 4567"
    assert (now.full, now.break_until) == (True, FRIDAY)


def test_approving_does_not_bring_back_what_is_away(
    entry: Activity, ada: User, mona: User
) -> None:
    entry.withdraw(ada)
    entry.take_down(mona, "Epäselvyyksiä.")
    factories.publish(factories.version(entry, "Uusi nimi"))

    assert stored().withdrawn_at is not None
    assert stored().taken_down_at is not None


def test_two_approvals_at_once_leave_one_public(entry: Activity, mona: User) -> None:
    """The pointer moved after Mona's page was read: nothing of hers is written."""
    draft = factories.version(entry, "Uusi nimi")
    draft.submit(factories.person("Ada"))
    read_before = entry.versions.select_related("activity").get(number=2)
    Activity.objects.update(public_version=None)

    with pytest.raises(StateChanged):
        read_before.approve(mona)
    assert entry.versions.get(number=2).state == "submitted"
    assert not entry.versions.get(number=2).decisions.exists()


def test_only_what_was_public_has_a_published_version(entry: Activity) -> None:
    draft = factories.activity("Luonnos", published=False)

    assert entry.published_version == entry.public_version
    with pytest.raises(entry.versions.model.DoesNotExist, match="never public"):
        _ = draft.published_version


def test_says_its_name_or_its_number(entry: Activity) -> None:
    draft = factories.activity("Luonnos", published=False)

    assert str(entry) == "Kielikahvila (1)"
    assert str(draft) == str(draft.pk)
