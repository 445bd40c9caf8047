"""What the clock changes is judged when the question is asked, in Helsinki."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from activities.recurrence import HELSINKI
from tests import factories
from tests.factories import on_dates, weekly
from tests.search.asking import counts, found

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 6, 15)


def at(hour: int, minute: int = 0, days: int = 0) -> dt.datetime:
    """So many days after that Monday in June, at a time in Helsinki."""
    date = MONDAY + dt.timedelta(days=days)
    return dt.datetime.combine(date, dt.time(hour, minute), HELSINKI)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at(12), tick=False) as traveller:
        yield traveller


def test_end_date_in_helsinki(clock: time_machine.Traveller) -> None:
    """In UTC the Monday goes on for three hours more."""
    factories.activity("Until Monday", schedules=[weekly("mo", end_date=MONDAY)])

    clock.move_to(at(23, 59))
    assert found() == found("day=mo") == ["Until Monday"]
    assert counts("", "day") == {"mo": 1}

    clock.move_to(at(0, 0, days=1))
    assert not found()
    assert not counts("", "day")
    assert not counts("", "theme")


def test_end_of_one_schedule(clock: time_machine.Traveller) -> None:
    until_monday = weekly("mo", time="10:00", end_date=MONDAY)
    factories.activity("Café", schedules=[until_monday, weekly("fr", time="18:00")])

    clock.move_to(at(0, 0, days=1))
    assert found() == ["Café"]
    assert not found("day=mo")
    assert counts("", "time") == {"evening": 1}


def test_last_chosen_date(clock: time_machine.Traveller) -> None:
    dates = on_dates(MONDAY, MONDAY + dt.timedelta(days=1))
    factories.activity("Two evenings", schedules=[dates])

    assert found("day=mo") == ["Two evenings"]

    clock.move_to(at(0, 0, days=1))
    assert found("day=tu") == ["Two evenings"]
    assert not found("day=mo")

    clock.move_to(at(0, 0, days=2))
    assert not found()


def test_hidden_sixty_days_after_the_check_was_due(
    clock: time_machine.Traveller,
) -> None:
    factories.activity("Café", check_due_on=MONDAY)

    clock.move_to(at(23, 59, days=59))
    assert found() == ["Café"]

    clock.move_to(at(0, 0, days=61))
    assert not found()


def test_break_is_listed_and_has_no_next_date_in_it(
    clock: time_machine.Traveller,
) -> None:
    until = MONDAY + dt.timedelta(days=8)
    factories.activity("On a break", schedules=[weekly("tu")], break_until=until)
    factories.activity("Thursdays", schedules=[weekly("th")])

    assert found("sort=date") == ["Thursdays", "On a break"]

    clock.move_to(at(12, days=9))
    assert found("sort=date") == ["Thursdays", "On a break"]

    clock.move_to(at(12, days=11))
    assert found("sort=date") == ["On a break", "Thursdays"]


def test_next_date_moves_on_when_a_meeting_is_over(
    clock: time_machine.Traveller,
) -> None:
    factories.activity("Mondays", schedules=[weekly("mo", time="17:00-19:00")])
    factories.activity("Tuesdays", schedules=[weekly("tu", time="17:00-19:00")])

    clock.move_to(at(18, 59))
    assert found("sort=date") == ["Mondays", "Tuesdays"]

    clock.move_to(at(19, 0))
    assert found("sort=date") == ["Tuesdays", "Mondays"]


def test_cancelled_date_is_no_next_date(clock: time_machine.Traveller) -> None:
    mondays = factories.activity("Mondays", schedules=[weekly("mo")])
    factories.activity("Tuesdays", schedules=[weekly("tu")])
    mondays.cancel_date(factories.person("Ada"), MONDAY)

    assert found("sort=date") == ["Tuesdays", "Mondays"]
    assert found("day=mo") == ["Mondays"]


def test_what_is_no_longer_public_is_gone_at_once() -> None:
    ada, mona = factories.person("Ada"), factories.person("Mona")
    withdrawn, down, ours = (
        factories.activity(title) for title in ("Withdrawn", "Down", "Suspended")
    )
    assert len(found()) == 3

    withdrawn.withdraw(by=ada)
    down.take_down(by=mona, reason="It is commercial.")
    assert found() == ["Suspended"]
    assert counts("", "theme") == {"finnish": 1}

    ours.organisation.suspend(by=mona, reason="It does not answer.")
    assert not found()

    ours.organisation.reinstate(by=mona)
    withdrawn.bring_back(by=ada)
    assert found() == ["Withdrawn", "Suspended"]


def test_draft_is_not_searched() -> None:
    entry = factories.activity("Public", terms={"themes": ["sport"]})
    factories.activity("Never public", published=False)
    factories.version(entry, "Secret draft", terms={"themes": ["music"]})

    assert found() == ["Public"]
    assert not found("q=secret")
    assert not found("theme=music")
    assert counts("", "theme") == {"sport": 1}
