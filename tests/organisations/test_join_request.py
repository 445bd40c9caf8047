"""A request to join never strands: owners, then moderators, then administrators."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from events.models import Event
from events.transitions import StateChanged
from organisations.following import follow
from organisations.models import JoinRequest, Membership, Organisation
from regions.models import Absence, ModeratorAssignment
from tests import factories
from tests.organisations.asking import mails

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def dia(db: None) -> User:
    return factories.person("Dia", language="en")


@pytest.fixture(autouse=True)
def authority(mona: User, nils: User, root: User) -> tuple[User, ...]:
    return mona, nils, root


@pytest.fixture
def asked(dia: User, kotikulma: Organisation, ada: User) -> JoinRequest:
    request = JoinRequest(user=dia, organisation=kotikulma, message="Hei")
    request.ask()
    return request


def names(user: User) -> list[str]:
    """The mails so far, the oldest first."""
    return [mail.name for mail in reversed(mails(user))]


def after(clock: Clock, days: float) -> dict[str, int]:
    clock.move_to(NOON + dt.timedelta(days=days))
    return follow()


def nothing() -> dict[str, int]:
    return {"handed over": 0, "reminded": 0, "told to administrators": 0}


def test_the_timetable(
    clock: Clock, asked: JoinRequest, ada: User, mona: User, root: User
) -> None:
    assert after(clock, 2.9) == nothing()
    assert after(clock, 3)["reminded"] == 1
    assert names(ada) == ["join_asked", "join_reminder"]
    assert not JoinRequest.objects.for_moderators().exists()
    assert after(clock, 6.9) == nothing()

    assert after(clock, 7)["handed over"] == 1
    assert names(mona) == ["join_handed_over"]
    assert names(asked.user) == ["join_delayed"]
    assert not names(root)
    assert after(clock, 13.9) == nothing()

    assert after(clock, 14)["told to administrators"] == 1
    assert names(root) == ["join_handed_over"]
    assert after(clock, 300) == nothing()
    assert JoinRequest.objects.open().get() == asked


def test_run_twice_it_does_it_once(clock: Clock, asked: JoinRequest, ada: User) -> None:
    after(clock, 3)

    assert follow() == nothing()
    assert names(ada).count("join_reminder") == 1


def test_after_an_outage_of_a_week(
    clock: Clock, asked: JoinRequest, ada: User, mona: User, root: User
) -> None:
    """No reminder that comes too late, and the moderators have their week."""
    counts = after(clock, 15)

    assert counts == {"handed over": 1, "reminded": 0, "told to administrators": 0}
    assert names(ada) == ["join_asked"]
    assert not names(root)
    assert after(clock, 22)["told to administrators"] == 1


@pytest.mark.usefixtures("asked")
def test_as_a_command(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    clock.move_to(NOON + dt.timedelta(days=3))
    call_command("follow_join_requests")

    assert "reminded: 1" in capsys.readouterr().out


def test_answered_ones_are_left_alone(
    clock: Clock, asked: JoinRequest, ada: User, mona: User
) -> None:
    asked.accept(ada)

    assert after(clock, 20) == nothing()
    assert not names(mona)


def test_answered_while_the_command_runs(
    clock: Clock, asked: JoinRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    remind = JoinRequest.remind

    def too_late(request: JoinRequest) -> None:
        JoinRequest.objects.get(pk=request.pk).withdraw(request.user)
        remind(request)

    monkeypatch.setattr(JoinRequest, "remind", too_late)
    assert after(clock, 3) == nothing()


def test_without_an_active_owner_moderators_are_told_at_once(
    dia: User, ada: User, ben: User, kotikulma: Organisation, mona: User
) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    request = JoinRequest(user=dia, organisation=kotikulma)
    request.ask()

    assert JoinRequest.objects.for_moderators().get() == request
    assert request.handed_over_at
    assert names(mona) == ["join_handed_over"]
    assert not names(ada)
    assert not names(dia)


def test_the_last_owner_goes_silent_meanwhile(
    clock: Clock, asked: JoinRequest, ada: User, mona: User
) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert list(JoinRequest.objects.for_moderators()) == [asked]
    assert after(clock, 1)["handed over"] == 1
    assert names(mona) == ["join_handed_over"]


def test_a_suspended_organisation_does_not_decide(
    clock: Clock, asked: JoinRequest, ada: User, mona: User
) -> None:
    asked.organisation.suspend(mona, "Selvitämme.")

    assert not JoinRequest.objects.decidable_by(ada).exists()
    assert after(clock, 1)["handed over"] == 1


def test_a_rejected_organisation_declines_all(asked: JoinRequest, mona: User) -> None:
    Organisation.objects.update(state="pending")
    asked.organisation.refresh_from_db()
    asked.organisation.reject(mona, "Ei ole järjestö.")

    asked.refresh_from_db()
    assert asked.state == "declined"
    assert names(asked.user) == ["join_declined"]


@pytest.fixture
def everybody(
    ada: User, ben: User, cleo: User, dia: User, authority: tuple[User, ...]
) -> tuple[User, ...]:
    return (ada, ben, cleo, dia, *authority)


def test_who_may_decide(
    clock: Clock, asked: JoinRequest, everybody: tuple[User, ...], mona: User
) -> None:
    def deciders() -> list[str]:
        found = JoinRequest.objects.decidable_by
        return [user.name for user in everybody if found(user).exists()]

    assert deciders() == ["Ada"]
    after(clock, 7)
    assert deciders() == ["Ada", "Mona", "Root"]
    asked.organisation.memberships.create(user=mona, role="editor")
    assert deciders() == ["Ada", "Root"]
    asked.withdraw(asked.user)
    assert deciders() == []


def test_nobody_decides_on_their_own(
    clock: Clock, kotikulma: Organisation, ada: User, mona: User, root: User
) -> None:
    request = JoinRequest(user=mona, organisation=kotikulma)
    request.ask()
    after(clock, 7)

    assert not JoinRequest.objects.decidable_by(mona).exists()
    # The only moderator of the area is who asks: an administrator is told.
    assert names(root) == ["join_handed_over"]


def test_deputies_stand_in(clock: Clock, asked: JoinRequest, mona: User) -> None:
    area = ModeratorAssignment.objects.get(user=mona).area
    deputy = factories.moderator("Deputy", area, deputy=True)
    today = timezone.localdate()
    away = {"first_date": today, "last_date": today + dt.timedelta(days=9)}
    Absence.objects.create(user=mona, **away)
    after(clock, 7)

    assert names(deputy) == ["join_handed_over"]
    assert not names(mona)


def test_nobody_at_all_moderates_the_area(
    clock: Clock, asked: JoinRequest, root: User
) -> None:
    ModeratorAssignment.objects.all().delete()
    after(clock, 7)

    assert names(root) == ["join_handed_over"]


@pytest.mark.parametrize("role", ["editor", "owner"])
def test_accept(asked: JoinRequest, ada: User, dia: User, role: str) -> None:
    asked.accept(ada, role)

    assert dia.memberships.get().role == role
    assert (asked.state, asked.decided_by) == ("accepted", ada)
    assert names(dia) == ["join_accepted"]
    assert [event.verb for event in Event.objects.about(asked)] == ["accept", "ask"]


def test_decline_keeps_the_reason_out_of_the_log(
    asked: JoinRequest, ada: User, dia: User
) -> None:
    asked.decline(ada, "Emme tunne\nhttps://example.org/\nsinua.")

    (mail,) = mails(dia)
    assert "Emme tunne https://example.org/ sinua." in mail.text
    assert not dia.memberships.exists()
    assert "tunne" not in str(list(Event.objects.values_list("after", flat=True)))


@pytest.mark.parametrize("verb", ["accept", "decline", "withdraw"])
@pytest.mark.parametrize("first", ["accept", "decline", "withdraw"])
def test_decided_once(asked: JoinRequest, ada: User, first: str, verb: str) -> None:
    same = JoinRequest.objects.get(pk=asked.pk)
    getattr(asked, first)(ada)

    with pytest.raises(StateChanged):
        getattr(same, verb)(ada)
    assert Membership.objects.filter(user=asked.user).exists() is (first == "accept")


def test_one_open_request(asked: JoinRequest, ada: User) -> None:
    again = JoinRequest(user=asked.user, organisation=asked.organisation)
    with pytest.raises(ValidationError):
        again.ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.bulk_create([again])

    asked.decline(ada)
    JoinRequest(user=asked.user, organisation=asked.organisation).ask()
    assert JoinRequest.objects.open().count() == 1


def test_a_member_has_nothing_to_ask(ben: User, kotikulma: Organisation) -> None:
    with pytest.raises(ValidationError):
        JoinRequest(user=ben, organisation=kotikulma).ask()


def test_says_who_asks_to_join_what(asked: JoinRequest) -> None:
    assert str(asked) == "Dia: Kotikulma ry"
