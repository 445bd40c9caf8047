"""Each thing is told once, to somebody, and never what is no longer urgent."""

import datetime as dt

import pytest
from django.db import IntegrityError

from accounts.models import User
from activities.models import Activity
from events.models import Mail
from freshness.models import Reminder, Stage
from freshness.reminded import stage_of
from organisations.models import Organisation
from tests import factories
from tests.factories import always, by_agreement, on_dates, weekly
from tests.freshness.conftest import TODAY, Days, remind

pytestmark = pytest.mark.django_db


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.mark.parametrize(
    ("offset", "stage"),
    [
        (-15, None),
        (-14, Stage.SOON),
        (-1, Stage.SOON),
        (0, Stage.DUE),
        (30, Stage.DUE),
        (31, Stage.UNCONFIRMED),
        (60, Stage.UNCONFIRMED),
        (61, Stage.HIDDEN),
        (400, Stage.HIDDEN),
    ],
)
def test_stages(offset: int, stage: Stage | None) -> None:
    assert stage_of(TODAY, day(offset)) == stage


def test_public_pages_and_reminders_agree(go_to: Days, entry: Activity) -> None:
    for offset in range(-16, 64):
        go_to(offset)
        stage = stage_of(TODAY, day(offset))

        assert entry.is_unconfirmed is (stage in (Stage.UNCONFIRMED, Stage.HIDDEN))
        assert entry.is_hidden is (stage == Stage.HIDDEN)


def test_whole_life_without_a_check(
    go_to: Days, entry: Activity, ada: User, mona: User
) -> None:
    """Run on the days around each stage: five mails in all, each on its day."""
    told: list[tuple[int, str, str]] = []
    for offset in (-15, -14, -13, -1, 0, 1, 30, 31, 32, 60, 61, 62, 90, 400):
        go_to(offset)
        told += [(offset, one.name, str(one.user)) for one in remind()]

    assert told == [
        (-14, "remind", "Ada"),
        (0, "remind", "Ada"),
        (31, "remind", "Ada"),
        (61, "remind", "Ada"),
        (61, "hidden_in_area", "Mona"),
    ]


def test_run_again_posts_nothing(entry: Activity) -> None:
    assert len(remind()) == 1
    assert remind() == []


@pytest.mark.parametrize(
    ("last", "first", "stage"),
    [
        (-15, -8, Stage.SOON),
        (-7, 0, Stage.DUE),
        (-3, 4, Stage.DUE),
        (28, 35, Stage.UNCONFIRMED),
        (58, 65, Stage.HIDDEN),
        (-20, 70, Stage.HIDDEN),
    ],
)
def test_outage(
    go_to: Days, entry: Activity, last: int, first: int, stage: Stage
) -> None:
    """Afterwards one mail about the most urgent stage, and no further on that day."""
    go_to(last)
    remind()
    Reminder.objects.exclude(stage=stage).delete()
    go_to(first)

    assert len([one for one in remind() if one.user and one.user.name == "Ada"]) == 1
    assert Reminder.objects.filter(user__name="Ada").latest("pk").stage == stage
    go_to(first + 1)
    assert remind() == []


def test_confirmed_one_is_left_alone(go_to: Days, entry: Activity, ada: User) -> None:
    go_to(-10)
    remind()
    entry.confirm(ada)

    for offset in (0, 31, 61):
        go_to(offset)
        assert remind() == []


def test_next_round_is_told_again(go_to: Days, entry: Activity, ada: User) -> None:
    remind()
    entry.confirm(ada)
    go_to(6 * 31)

    assert len(remind()) == 1


def test_one_mail_for_all_entries_of_a_person(
    entry: Activity, kotikulma: Organisation, ada: User
) -> None:
    for number, offset in enumerate((-61, -31, 5)):
        factories.activity(
            f"Ryhmä {number}", organisation=kotikulma, check_due_on=day(offset)
        )

    mail = remind()[0]

    order = [
        mail.text.index(t) for t in ("Ryhmä 0", "Ryhmä 1", "Kielikahvila", "Ryhmä 2")
    ]
    assert order == sorted(order)
    assert "4" in mail.subject
    assert Reminder.objects.filter(user=ada).count() == 4
    links = {line for line in mail.text.splitlines() if line.startswith("http")}
    assert len(links) >= 5


def test_second_mail_of_a_day_waits_for_tomorrow(
    go_to: Days, entry: Activity, kotikulma: Organisation
) -> None:
    remind()
    factories.activity("Toinen", organisation=kotikulma, check_due_on=TODAY)

    assert remind() == []
    go_to(1)
    assert "Toinen" in remind()[0].subject


def test_in_the_language_of_who_gets_it(entry: Activity, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(language="en")
    version = entry.published_version
    version.title_en = "Language café"
    version.save()

    mail = remind()[0]

    assert mail.subject == "Check your activity: Language café"
    assert (
        "Are these details still correct? Check them by 22 November 2026." in mail.text
    )
    assert "When: Every Monday, 17:00–19:00" in mail.text
    assert "http://localhost:8000/en/" in mail.text


@pytest.mark.parametrize(
    ("offset", "subject"),
    [
        (-31, "Confirm by 21 December 2026: Kielikahvila"),
        (-61, "Hidden from the search: Kielikahvila"),
    ],
)
def test_subjects(entry: Activity, ada: User, offset: int, subject: str) -> None:
    User.objects.filter(pk=ada.pk).update(language="en")
    Activity.objects.filter(pk=entry.pk).update(check_due_on=day(offset))

    assert remind()[0].subject == subject


@pytest.mark.parametrize("state", ["draft", "withdrawn", "taken down", "suspended"])
def test_what_is_not_public_is_not_asked_for(
    entry: Activity, ada: User, mona: User, state: str
) -> None:
    if state == "draft":
        entry.confirm(ada)
        factories.activity("Luonnos", published=False, check_due_on=TODAY)
    elif state == "withdrawn":
        entry.withdraw(ada)
    elif state == "taken down":
        entry.take_down(mona, "Syy")
    else:
        entry.organisation.suspend(mona, "Syy")

    assert remind() == []


def test_ended_one_is_told_once(
    go_to: Days, kotikulma: Organisation, ada: User
) -> None:
    User.objects.filter(pk=ada.pk).update(language="en")
    factories.activity(
        organisation=kotikulma,
        check_due_on=day(-5),
        schedules=[on_dates(day(1))],
    )
    Reminder.objects.all().delete()
    go_to(2)

    mail = remind()[0]

    assert mail.subject == "It has ended: Kielikahvila"
    assert "The last session was on 23 November 2026." in mail.text
    go_to(70)
    assert remind() == []


def test_long_ended_one_is_not_told(
    go_to: Days, kotikulma: Organisation, ada: User
) -> None:
    factories.activity(
        organisation=kotikulma,
        schedules=[weekly("mo", start_date=day(-9), end_date=day(1)), on_dates(day(0))],
    )
    go_to(92)

    assert remind() == []


def test_endless_ones_do_not_end(
    go_to: Days, kotikulma: Organisation, ada: User
) -> None:
    factories.activity(organisation=kotikulma, schedules=[by_agreement()])
    factories.activity(organisation=kotikulma, schedules=[always()])
    go_to(100)

    assert remind() == []


def test_two_processes_at_once_tell_once(
    entry: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(Reminder.objects, "bulk_create", taken)

    assert remind() == []
    assert not Mail.objects.filter(name="remind").exists()
