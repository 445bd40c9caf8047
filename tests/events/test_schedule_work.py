"""`manage.py schedule_work` tells the queue which commands to run, and when."""

from ast import literal_eval
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command, get_commands
from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task
from time_machine import travel

from events.management.commands.schedule_work import RUN, WORK, Work, often

HELSINKI = ZoneInfo("Europe/Helsinki")
NAME = "Forget ended sessions"
pytestmark = pytest.mark.django_db


def plan() -> None:
    call_command("schedule_work", verbosity=0)


def next_run(name: str = NAME) -> datetime:
    return timezone.localtime(Schedule.objects.get(name=name).next_run)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 1, 15, 4, 9, tzinfo=HELSINKI), date(2026, 1, 15)),
        (datetime(2026, 7, 15, 4, 11, tzinfo=HELSINKI), date(2026, 7, 16)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=HELSINKI), date(2027, 1, 1)),
        # The clock goes forward in the night that comes.
        (datetime(2026, 3, 28, 12, 0, tzinfo=HELSINKI), date(2026, 3, 29)),
    ],
)
def test_first_run_is_at_the_next_such_time(now: datetime, day: date) -> None:
    with travel(now, tick=False):
        plan()

    assert next_run() == datetime.combine(day, time(4, 10), HELSINKI)


def test_every_command_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    plan()

    said = capsys.readouterr().out
    for name, work in WORK.items():
        schedule = Schedule.objects.get(name=name)
        assert literal_eval(schedule.args) == (work.command, *work.arguments)
        assert schedule.schedule_type == (Schedule.DAILY if work.at else "I")
        assert f"{name}: {work.command}, {often(work)}" in said


def test_again_changes_nothing() -> None:
    plan()
    before = list(Schedule.objects.values())

    plan()

    assert list(Schedule.objects.values()) == before


def test_what_is_due_stays_due() -> None:
    plan()
    missed = next_run() - timedelta(days=3)
    Schedule.objects.update(next_run=missed)

    plan()

    assert next_run() == missed


def test_changed_work_is_updated(monkeypatch: pytest.MonkeyPatch) -> None:
    plan()
    monkeypatch.setitem(WORK, NAME, Work("check", time(5, 30)))

    plan()

    schedule = Schedule.objects.get(name=NAME)
    assert literal_eval(schedule.args) == ("check",)
    assert next_run().time() == time(5, 30)
    assert next_run() > timezone.now()


def test_work_that_is_gone_is_removed(capsys: pytest.CaptureFixture[str]) -> None:
    Schedule.objects.create(name="Old work", func=RUN, args="('old_command',)")
    Schedule.objects.create(name="Asked for elsewhere", func="math.sqrt", args="4")

    plan()

    names = set(Schedule.objects.values_list("name", flat=True))
    assert names == {*WORK, "Asked for elsewhere"}
    assert "Old work: no longer" in capsys.readouterr().out


def test_daily_time_survives_the_change_of_the_clock() -> None:
    plan()
    for day in (date(2026, 3, 28), date(2026, 10, 24)):
        schedule = Schedule.objects.get(name=NAME)
        schedule.next_run = datetime.combine(day, time(4, 10), HELSINKI)
        following = timezone.localtime(schedule.calculate_next_run())

        assert following.replace(tzinfo=None) == datetime.combine(
            day + timedelta(days=1), time(4, 10)
        )


def test_table_names_commands_and_times_that_exist() -> None:
    for work in WORK.values():
        assert work.command in get_commands()
        assert work.at is None or work.at.hour != 3


def test_work_of_every_minute_is_due_at_once_and_a_minute_later() -> None:
    plan()

    schedule = Schedule.objects.get(name="Send what is due")
    assert schedule.next_run <= timezone.now()
    assert schedule.calculate_next_run() > timezone.now()
    assert (schedule.schedule_type, schedule.minutes) == (Schedule.MINUTES, 1)


def test_work_of_every_hour() -> None:
    plan()

    schedule = Schedule.objects.get(name="Build what is missing")
    assert schedule.next_run <= timezone.now()
    assert literal_eval(schedule.args) == ("build_documents", "--if-missing")
    assert (schedule.schedule_type, schedule.minutes) == (Schedule.MINUTES, 60)
    assert often(WORK[schedule.name]) == "every 60 minutes"


def test_ended_sessions_are_forgotten() -> None:
    now = timezone.now()
    for key, ends in (("ended", -1), ("open", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + timedelta(days=ends)
        )
    plan()
    schedule = Schedule.objects.get(name=NAME)

    async_task(schedule.func, *literal_eval(schedule.args), sync=True)

    assert [session.pk for session in Session.objects.all()] == ["open"]
