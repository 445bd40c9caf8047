"""Who has an account cannot be learnt, nor more taken than a form gives."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from activities.models import Activity, Version
from events.receipts import new_token
from feedback.models import Report
from organisations.models import Invitation, Organisation
from tests import factories
from tests.codes import code
from tests.feedback.conftest import stamp_in
from tests.site.world import World

pytestmark = pytest.mark.django_db
NAME = settings.SESSION_COOKIE_NAME
# What nobody may set by a form, whatever it is called.
EXTRA = {
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "",
    "state": "approved",
    "approved_at": "2026-01-01",
    "approved_by": "1",
    "author": "1",
    "public_version": "1",
    "closed_at": "2026-01-01",
    "id": "1",
    "pk": "1",
    "joined_at": "2020-01-01",
    "answered_by": "1",
    "outcome": "right",
    "language": "sv",
}


@pytest.fixture(autouse=True)
def no_counts() -> None:
    cache.clear()


def hashings(monkeypatch: pytest.MonkeyPatch, page: str, **data: str) -> int:
    """How many times a password is hashed: what takes the time of an answer."""
    count = 0
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> Any:
        nonlocal count
        count += 1
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    Client().post(reverse(page), data)
    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return count


def test_sign_in_takes_as_long_for_unknown_addresses(
    ada: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(pk=ben.pk).update(is_active=False)
    wrong = {"password": "not the password"}

    counts = {
        login: hashings(monkeypatch, "account_login", login=login, **wrong)
        for login in (ada.email, ben.email, "nobody@example.org")
    }

    assert set(counts.values()) == {1}


def test_sign_up_takes_as_long_for_known_addresses(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {"name": "X", "language": "en", "password1": "a long sentence to keep"}

    counts = {
        email: hashings(monkeypatch, "account_signup", email=email, **data)
        for email in (ada.email, "nobody@example.org")
    }

    assert counts[ada.email] == counts["nobody@example.org"]


def test_session_is_new_after_signing_in(mona: User) -> None:
    """A number that somebody else planted is worth nothing, before each step."""
    client, planted = Client(), "a" * 32
    client.cookies[NAME] = planted
    sent = {"login": mona.email, "password": "password"}
    second = client.post(reverse("account_login"), sent)["Location"]
    between = client.cookies[NAME].value

    assert client.post(second, {"code": code()}).status_code == 302

    assert client.get(reverse("moderation:queue")).status_code == 200
    assert len({planted, between, client.cookies[NAME].value}) == 3
    for number in (planted, between):
        other = Client()
        other.cookies[NAME] = number
        assert other.get(reverse("moderation:queue")).status_code == 302


def test_account_gives_no_rights(ada: User) -> None:
    client = Client()
    client.force_login(ada)
    sent = EXTRA | {"name": "Ada", "email": "root@example.org", "password": "x"}
    before = dict(User.objects.filter(pk=ada.pk).values().get())

    assert client.post(reverse("account_home"), sent).status_code == 302

    after = dict(User.objects.filter(pk=ada.pk).values().get())
    assert {name for name in after if after[name] != before[name]} <= {"language"}


def test_sign_up_gives_no_rights() -> None:
    sent = {
        "name": "X",
        "email": "x@example.org",
        "password1": "a long sentence to keep",
    }

    Client().post(reverse("account_signup"), EXTRA | sent)

    user = User.objects.get(email="x@example.org")
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    assert user.closed_at is None
    assert user.joined_at.year >= 2026


def test_new_organisation_waits(ada: User) -> None:
    client = Client()
    client.force_login(ada)
    town = factories.town("091")
    sent = {
        "name_fi": "Oma ry",
        "kind": "association",
        "home_municipality": town.pk,
        "token": new_token(),
        "confirmed": "on",
    }

    client.post(reverse("organisations:new"), EXTRA | sent)

    assert not Organisation.objects.filter(name_fi="Oma ry", state="approved").exists()


def test_entry_is_not_published_by_its_form(world: World) -> None:
    editor, given = world.people["editor"], world.arguments["workspace:edit"]
    assert editor
    other = Activity.objects.get(pk=world.arguments["activities:*"]["pk"])
    client = Client()
    client.force_login(editor)
    url = reverse("workspace:edit", kwargs=given)
    sent = EXTRA | {"title_fi": "Uusi", "organisation": "2", "activity": str(other.pk)}
    sent |= {"revision": "0", "number": "9", "submitted_at": "2026-01-01"}
    entry = Activity.objects.get(pk=given["pk"])

    client.post(url, sent | {"do": "stay"})

    version = Version.objects.get(activity=entry)
    assert (version.state, version.approved_at) == ("draft", None)
    assert (version.number, version.submitted_at) == (1, None)
    after = Activity.objects.get(pk=entry.pk)
    assert after.public_version is None
    assert after.organisation == entry.organisation


def test_entry_begins_in_ones_own_organisation(cleo: User, ada: User) -> None:
    client = Client()
    client.force_login(cleo)
    theirs = ada.memberships.get().organisation
    sent = {"organisation": theirs.pk, "title_fi": "Oma", "token": new_token()}

    client.post(reverse("workspace:new"), sent | {"language": "fi"})

    assert not Activity.objects.filter(organisation=theirs).exists()


def test_reminders_are_handed_over_inside(world: World) -> None:
    """The link is one person's: what it posts about others is left alone."""
    cleo, ada = world.people["stranger"], world.people["owner"]
    assert cleo
    assert ada
    theirs = cleo.memberships.get()
    url = reverse("freshness:reminders", kwargs=world.arguments["freshness:reminders"])
    before = list(type(theirs).objects.order_by("pk").values())

    for organisation in (theirs.organisation_id, ada.memberships.get().organisation_id):
        sent = {"organisation": organisation, "to": cleo.pk, "keeper": cleo.pk}
        Client().post(url, sent | {"wants_reminders": "", "successor": theirs.pk})

    assert list(type(theirs).objects.order_by("pk").values()) == before


def test_report_is_open_and_of_its_entry(
    client: Client, ada: User, time_machine: Any
) -> None:
    entry, other = factories.activity("Kerho"), factories.activity("Toinen")
    url = reverse("feedback:report", args=[entry.pk])
    time_machine.move_to("2026-11-22 12:00+02:00", tick=False)
    stamp = stamp_in(client.get(url).text)
    time_machine.shift(20)
    sent = EXTRA | {"reason": "time", "stamp": stamp, "activity": str(other.pk)}

    client.post(url, sent)

    report = Report.objects.get()
    assert (report.activity, report.outcome) == (entry, "")
    assert report.is_open


def test_invitation_is_of_its_organisation(
    ada: User, cleo: User, kotikulma: Organisation
) -> None:
    client = Client()
    client.force_login(ada)
    other = cleo.memberships.get().organisation
    sent = EXTRA | {"email": "eva@example.org", "role": "editor", "token": new_token()}
    sent |= {"organisation": str(other.pk), "invited_by": str(cleo.pk)}

    client.post(reverse("organisations:invite", args=[kotikulma.pk]), sent)

    invitation = Invitation.objects.get()
    assert (invitation.organisation, invitation.invited_by) == (kotikulma, ada)
    assert invitation.accepted_at is None
