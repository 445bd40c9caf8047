"""What the clock changes is never kept too long, whatever was cancelled."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client

from accounts.models import User
from activities import documents
from activities.recurrence import HELSINKI
from search import live
from search.live import Live
from tests import factories
from tests.factories import on_dates, weekly

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 11, 23)
PAGES = ("/en/activities/", "/en/activities/?sort=date")


def at(hour: int, minute: int = 0, second: int = 0, days: int = 0) -> dt.datetime:
    day = MONDAY + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour, minute, second), HELSINKI)


@pytest.fixture(autouse=True)
def clock(db: None, root: User) -> Iterator[time_machine.Traveller]:
    """A day with meetings that overlap, that are cancelled, and that pass midnight."""
    with time_machine.travel(at(9), tick=False) as traveller:
        tuesday = MONDAY + dt.timedelta(days=1)
        both = [weekly("mo", time="10:00-12:00"), weekly("mo", time="13:00-15:00")]
        cancelled = factories.activity("Cancelled", schedules=both)
        cancelled.cancel_date(root, MONDAY, dt.time(10))
        long = [weekly("mo", time="10:00-18:00"), weekly("mo", time="11:00-12:30")]
        factories.activity("Overlapping", schedules=long)
        factories.activity("Late", schedules=[on_dates(MONDAY, time="22:00-01:00")])
        off = factories.activity("Off", schedules=[on_dates(MONDAY, tuesday)])
        off.cancel_date(root, MONDAY)
        documents.rebuild()
        yield traveller


def shown(client: Client, page: str) -> tuple[bytes, str]:
    answer = client.get(page)
    assert answer.status_code == 200
    return answer.content, answer["ETag"]


MOMENTS = [
    at(9, 59, 59),
    at(10),
    at(11, 59, 59),
    # The end of a cancelled meeting, and of no other one.
    at(12),
    at(12, 0, 1),
    at(12, 30),
    at(15),
    at(18),
    at(19),
    at(23, 59, 59),
    at(0, days=1),
    at(1, days=1),
    at(19, days=1),
    at(0, days=2),
]


@pytest.mark.parametrize("page", PAGES)
def test_kept_page_is_what_would_be_drawn_now(
    page: str, client: Client, clock: time_machine.Traveller
) -> None:
    for moment in MOMENTS:
        clock.move_to(moment)
        kept, tag = shown(client, page)
        caches["pages"].clear()
        drawn, same_tag = shown(client, page)
        assert (kept, tag) == (drawn, same_tag), moment


@pytest.mark.parametrize("page", PAGES)
def test_tag_changes_with_the_page(
    page: str, client: Client, clock: time_machine.Traveller
) -> None:
    found = []
    for moment in MOMENTS:
        clock.move_to(moment)
        found.append(shown(client, page))

    changes = 0
    for (before, old_tag), (now, tag) in pairwise(found):
        assert tag != old_tag or now == before
        changes += now != before
    assert changes >= 4


def test_midnight_changes_the_page_in_every_process(
    client: Client, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written: only the clock tells."""
    factories.activity("Last day", schedules=[on_dates(MONDAY, time="9:00-10:00")])
    documents.rebuild()
    processes = [Live(), Live()]

    def seen() -> list[tuple[bytes, str]]:
        answers = []
        for process in processes:
            monkeypatch.setattr(live, "live", process)
            caches["pages"].clear()
            answers.append(shown(client, "/en/activities/?sort=date"))
        return answers

    clock.move_to(at(23, 59, 59))
    before = seen()
    counter = live.live.state().mark
    clock.move_to(at(0, days=1))
    after = seen()

    assert live.live.state().mark == counter
    for evening, morning in zip(before, after, strict=True):
        assert b"Last day" in evening[0]
        assert b"Last day" not in morning[0]
        assert evening[1] != morning[1]
    assert len({tag for _page, tag in after}) == 1
