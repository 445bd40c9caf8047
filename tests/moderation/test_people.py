"""Moderators are invited, get areas and deputies, and tell of their absences."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from events.models import Event, Mail
from moderation.models import Claim, ModeratorInvitation
from moderation.people import token_of
from regions.models import Absence, ModerationArea, ModeratorAssignment
from tests import factories
from tests.moderation.reading import page, sent, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def uusimaa(mona: User) -> ModerationArea:
    return ModerationArea.objects.get(code="uus")


@pytest.fixture
def invitation(client: Client, root: User, uusimaa: ModerationArea) -> Any:
    invite(client, root, uusimaa)
    client.logout()
    return ModeratorInvitation.objects.get()


def invite(client: Client, root: User, area: ModerationArea, **more: Any) -> Any:
    values = {"email": "Uma@example.org", "language": "sv", "areas": [area.pk]} | more
    url = page("people")
    return client.post(url, typed(signed_in(client, root), url, **values))


def link(invitation: ModeratorInvitation) -> str:
    return page("invitation", token_of(invitation))


def test_invite(client: Client, root: User, uusimaa: ModerationArea) -> None:
    assert invite(client, root, uusimaa, deputy="on")["Location"] == page("people")

    found = ModeratorInvitation.objects.get()
    assert (found.email, found.deputy, list(found.areas.all())) == (
        "uma@example.org",
        True,
        [uusimaa],
    )
    mail = Mail.objects.get(name="moderation_invitation")
    assert (mail.address, mail.language) == ("uma@example.org", "sv")
    assert "uma@example.org" in client.get(page("people")).content.decode()


def test_a_newer_invitation_takes_the_place_of_the_older(
    client: Client, root: User, uusimaa: ModerationArea
) -> None:
    invite(client, root, uusimaa)
    invite(client, root, uusimaa)

    assert ModeratorInvitation.objects.unused().count() == 1


@pytest.mark.parametrize(
    "bad", [{"email": "x"}, {"areas": []}, {"areas": [0]}, {"language": "de"}]
)
def test_bad_invitation(
    client: Client, root: User, uusimaa: ModerationArea, bad: dict[str, Any]
) -> None:
    assert invite(client, root, uusimaa, **bad).context["form"].errors
    assert not Mail.objects.exists()


def test_accept(client: Client, invitation: ModeratorInvitation) -> None:
    uma = factories.person("Uma")
    signed_in(client, uma)
    assert client.get(link(invitation)).context["fits"]
    assert not ModeratorAssignment.objects.filter(user=uma).exists()

    assert client.post(link(invitation))["Location"] == page("queue")

    assert ModeratorAssignment.objects.in_force().filter(user=uma).count() == 1
    assert Event.objects.about(uma).get(verb="assign").actor == invitation.by
    assert client.post(link(invitation)).status_code == 410


def test_link_works_once_and_for_two_weeks(
    client: Client, invitation: ModeratorInvitation
) -> None:
    url = link(invitation)
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        assert client.get(url).status_code == 410
    assert client.get(url).status_code == 200
    assert client.get(page("invitation", "x")).status_code == 410

    ModeratorInvitation.objects.update(used_at=timezone.now())
    assert client.get(url).status_code == 410


def test_link_is_for_one_address(
    client: Client, ada: User, invitation: ModeratorInvitation
) -> None:
    assert client.post(link(invitation)).status_code == 200
    signed_in(client, ada).post(link(invitation))

    assert not ModeratorAssignment.objects.filter(user=ada).exists()


def test_withdraw(client: Client, root: User, invitation: ModeratorInvitation) -> None:
    url = page("withdraw_invitation", invitation.pk)
    signed_in(client, root)
    client.post(url)
    client.post(url)

    assert client.get(link(invitation)).status_code == 410
    assert client.get(url).status_code == 405
    assert client.post(page("withdraw_invitation", 999)).status_code == 404


def test_areas_of_a_moderator(
    client: Client, root: User, mona: User, uusimaa: ModerationArea
) -> None:
    other = factories.area("pir", "837")
    url = page("person", mona.pk)
    data = {str(uusimaa.pk): "", str(other.pk): "deputy"}
    signed_in(client, root).post(url, data)

    held = ModeratorAssignment.objects.get(user=mona)
    assert (held.area, held.deputy) == (other, True)
    verbs = set(Event.objects.about(mona).values_list("verb", flat=True))
    assert verbs == {"assign", "unassign"}
    client.post(url, {str(other.pk): "moderator"})
    held.refresh_from_db()
    assert not held.deputy


def test_remove_a_moderator(client: Client, root: User, mona: User, ada: User) -> None:
    Claim.objects.take(sent(), mona)
    signed_in(client, root).post(page("person", mona.pk), {})

    assert not ModeratorAssignment.objects.filter(user=mona).exists()
    assert not Claim.objects.exists()


def test_bad_area_role(
    client: Client, root: User, mona: User, uusimaa: ModerationArea
) -> None:
    response = signed_in(client, root).post(
        page("person", mona.pk), {str(uusimaa.pk): "x"}
    )

    assert response.context["form"].errors


@pytest.mark.parametrize("who", ["ada", "mona"])
def test_only_administrators_manage_people(
    client: Client, request: pytest.FixtureRequest, mona: User, who: str
) -> None:
    signed_in(client, request.getfixturevalue(who))

    for url in (page("people"), page("person", mona.pk)):
        assert client.get(url).status_code == 404
        assert client.post(url, {}).status_code == 404
    assert client.post(page("withdraw_invitation", 1)).status_code == 404


def test_visitors_sign_in(client: Client, mona: User) -> None:
    for url in (page("people"), page("person", mona.pk), page("absence")):
        assert client.get(url).status_code == 302


def test_nobody_by_that_number(client: Client, root: User, ada: User) -> None:
    signed_in(client, root)

    assert client.get(page("person", 999)).status_code == 404
    assert client.get(page("person", ada.pk)).status_code == 404
    assert client.put(page("people")).status_code == 405


def test_tell_of_an_absence_and_remove_it(client: Client, mona: User) -> None:
    days = {"first_date": str(factories.day(1)), "last_date": str(factories.day(3))}
    signed_in(client, mona).post(page("absence"), days)
    absence = Absence.objects.get(user=mona)

    assert list(client.get(page("absence")).context["absences"]) == [absence]
    client.post(page("remove_absence", absence.pk))
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    "days", [(), ("x", "y"), (3, 1), (-9, -3)], ids=["none", "words", "order", "past"]
)
def test_bad_absence(client: Client, mona: User, days: tuple[Any, ...]) -> None:
    dates = [str(factories.day(one)) if isinstance(one, int) else one for one in days]
    data = dict(zip(("first_date", "last_date"), dates, strict=False))
    response = signed_in(client, mona).post(page("absence"), data)

    assert response.context["form"].errors
    assert not Absence.objects.exists()


def test_absences_of_others(client: Client, mona: User, ada: User, nils: User) -> None:
    absence = Absence.objects.create(
        user=nils, first_date=factories.day(0), last_date=factories.day(1)
    )

    assert signed_in(client, ada).get(page("absence")).status_code == 404
    signed_in(client, mona)
    assert client.post(page("remove_absence", absence.pk)).status_code == 404
    assert client.get(page("remove_absence", absence.pk)).status_code == 405
