"""Nobody waits unseen: the daily mail, the hand-over, and who follows an entry."""

import datetime as dt
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from accounts.models import User
from activities.models import Version
from activities.working_days import waited_since, working_days_since
from events.models import Event, Mail
from moderation.models import Claim, Follow
from organisations.models import Organisation
from regions.models import Absence, ModeratorAssignment
from tests import factories
from tests.moderation.reading import sent

pytestmark = pytest.mark.django_db
# A Monday with no holiday near it.
MONDAY = dt.datetime(2026, 11, 16, 9, tzinfo=ZoneInfo("Europe/Helsinki"))
DAY = dt.timedelta(days=1)
# The Friday before Midsummer is a holiday.
MIDSUMMER_EVE = dt.date(2026, 6, 19)


def on(days: int) -> time_machine.travel:
    return time_machine.travel(MONDAY + days * DAY, tick=False)


@pytest.fixture
def version(mona: User, ada: User) -> Version:
    with on(0):
        return sent()


def told(command: str) -> list[str]:
    """To whom a run of the command wrote."""
    before = set(Mail.objects.values_list("pk", flat=True))
    call_command(command, stdout=StringIO())
    new = Mail.objects.exclude(pk__in=before).select_related("user")
    return sorted(str(mail.user) for mail in new)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (MONDAY, MONDAY.date(), 0),
        (MONDAY, (MONDAY + 7 * DAY).date(), 5),
        (MONDAY + 4 * DAY, (MONDAY + 7 * DAY).date(), 1),
        (MONDAY.replace(month=6, day=18), MIDSUMMER_EVE + DAY, 0),
        (MONDAY.replace(month=6, day=18), MIDSUMMER_EVE + 3 * DAY, 1),
    ],
)
def test_working_days(first: dt.datetime, last: dt.date, days: int) -> None:
    assert working_days_since(first, last) == days


@pytest.mark.parametrize("days", [1, 3, 5, 7])
def test_moment_before_which_all_has_waited_so_long(days: int) -> None:
    for offset in range(14):
        today = (MONDAY + offset * DAY).date()
        moment = waited_since(days, today)
        assert working_days_since(moment - dt.timedelta(seconds=1), today) >= days
        assert working_days_since(moment, today) < days


def test_digest_on_working_days_only_and_once_a_day(version: Version) -> None:
    with on(1):
        assert told("send_moderation_digest") == ["Mona"]
        assert told("send_moderation_digest") == []
    with on(5):
        assert told("send_moderation_digest") == []
    mail = Mail.objects.get(name="moderation_digest")
    assert "Kielikahvila" in mail.text


def test_no_digest_when_nothing_waits(version: Version, mona: User) -> None:
    version.approve(mona)

    with on(1):
        assert told("send_moderation_digest") == []


def test_deputies_get_the_digest_while_the_others_are_away(
    version: Version, mona: User
) -> None:
    factories.moderator("Dora", factories.area("uus"), deputy=True)
    day = (MONDAY + DAY).date()
    Absence.objects.create(user=mona, first_date=day, last_date=day)

    with on(1):
        assert told("send_moderation_digest") == ["Dora"]
    with on(2):
        assert told("send_moderation_digest") == ["Mona"]


def test_administrators_get_what_no_area_has(
    version: Version, mona: User, root: User
) -> None:
    ModeratorAssignment.objects.all().delete()

    with on(1):
        assert told("send_moderation_digest") == ["Root"]


def test_nobody_is_told_of_their_own_organisation(
    version: Version, mona: User, root: User, kotikulma: Organisation
) -> None:
    kotikulma.memberships.create(user=mona)

    with on(1):
        assert told("send_moderation_digest") == ["Root"]


def test_hand_over_timetable(version: Version, mona: User, root: User) -> None:
    factories.moderator("Dora", factories.area("uus"), deputy=True)

    with on(6):
        assert told("hand_over_waiting") == []
    with on(7):
        Claim.objects.take(version, mona)
        assert told("hand_over_waiting") == ["Dora"]
        assert told("hand_over_waiting") == []
    with on(8):
        assert told("hand_over_waiting") == []
    with on(9):
        assert told("hand_over_waiting") == ["Root"]
        assert told("hand_over_waiting") == []
    with on(30):
        assert told("hand_over_waiting") == []
    verbs = [event.verb for event in Event.objects.about(version)]
    assert verbs.count("hand-over") == 1
    assert verbs.count("tell-administrators") == 1


def test_after_an_outage_the_steps_come_one_by_one(
    version: Version, mona: User, root: User
) -> None:
    with on(21):
        assert told("hand_over_waiting") == ["Mona"]
        assert told("hand_over_waiting") == []
    with on(23):
        assert told("hand_over_waiting") == ["Root"]


def test_decided_things_are_not_handed_over(version: Version, mona: User) -> None:
    version.approve(mona)

    with on(14):
        assert told("hand_over_waiting") == []


def test_sent_again_it_waits_anew(version: Version, mona: User, ada: User) -> None:
    with on(7):
        assert told("hand_over_waiting") == ["Mona"]
        version.return_to_editor(mona, {}, "Muuta.")
        version.submit(ada)
    with on(8):
        assert told("hand_over_waiting") == []
    with on(14):
        assert told("hand_over_waiting") == ["Mona"]


def test_area_with_nobody_goes_to_administrators_at_once(
    version: Version, root: User
) -> None:
    ModeratorAssignment.objects.all().delete()

    with on(7):
        assert told("hand_over_waiting") == ["Root"]
    with on(14):
        assert told("hand_over_waiting") == []


def test_pending_organisation_is_handed_over(mona: User) -> None:
    with on(0):
        made = factories.organisation("Uusi ry", state="pending")
        Organisation.objects.filter(pk=made.pk).update(created_at=MONDAY)

    with on(7):
        assert told("hand_over_waiting") == ["Mona"]


def test_followers_are_told_once_of_what_others_did(
    version: Version, mona: User, root: User
) -> None:
    with on(0):
        Follow.objects.create(activity=version.activity, user=root)
        Follow.objects.create(activity=version.activity, user=mona)
    with on(1):
        version.approve(mona)
    with on(2):
        assert told("tell_followers") == ["Root"]
        assert told("tell_followers") == []


def test_who_moderates_it_no_longer_is_not_told(
    version: Version, mona: User, nils: User, root: User
) -> None:
    with on(0):
        Follow.objects.create(activity=version.activity, user=nils)
    with on(1):
        version.approve(root)
    with on(2):
        assert told("tell_followers") == []
