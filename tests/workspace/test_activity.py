"""One entry's page for its editors, and who reaches what is on it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity, Version
from events.models import Event, Mail
from freshness.link_checks import LinkCheck
from organisations.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db

READ = ("activity", "history", "versions", "compare")
POSTS = (
    "cancel_date",
    "full",
    "not_full",
    "set_break",
    "end_break",
    "contacts",
    "interval",
    "confirm",
    "withdraw",
    "bring_back",
    "copy",
    "discard",
)
NUMBERED = ("restore_date", "restore")
ALSO_UNSEEN = ("contacts", "interval", "copy", "discard")


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


@pytest.fixture
def entry(kotikulma: Organisation) -> Activity:
    return factories.activity()


def address(name: str, entry: Activity) -> str:
    number = [1] if name in NUMBERED else []
    return reverse(f"workspace:{name}", args=[entry.pk, *number])


def show(client: Client, user: User, entry: Activity) -> str:
    client.force_login(user)
    response = client.get(address("activity", entry))
    assert response.status_code == 200
    return str(response.content.decode())


HELD = ("cancel_date", "contacts")


def test_works(client: Client, ben: User, entry: Activity) -> None:
    page = show(client, ben, entry)

    assert page.count("<h1") == 1
    assert "Kielikahvila" in page
    assert "Cancel this date" in page
    assert "Mona approved version 1." in page
    assert address("withdraw", entry) in page
    assert not Mail.objects.exclude(name="entry_approved").exists()


@pytest.mark.parametrize("name", READ)
def test_pages_have_one_heading(
    client: Client, ben: User, entry: Activity, name: str
) -> None:
    client.force_login(ben)
    response = client.get(address(name, entry))

    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("name", [*READ, *POSTS, *NUMBERED])
def test_anonymous(client: Client, entry: Activity, name: str) -> None:
    ask = client.get if name in READ else client.post
    response = ask(address(name, entry))

    # Where people write, what they sent is held for them.
    assert response.status_code == (403 if name in HELD else 302)
    assert reverse("account_login") in response.get("Location", response.text)


@pytest.mark.parametrize("name", [*READ, *POSTS, *NUMBERED])
def test_stranger(client: Client, cleo: User, entry: Activity, name: str) -> None:
    client.force_login(cleo)
    events = Event.objects.count()
    ask = client.get if name in READ else client.post

    assert ask(address(name, entry)).status_code == 404
    assert Event.objects.count() == events


@pytest.mark.parametrize("name", [*READ, *POSTS, *NUMBERED])
def test_moderator_has_pages_of_their_own(
    client: Client, mona: User, entry: Activity, name: str
) -> None:
    client.force_login(mona)
    ask = client.get if name in READ else client.post

    assert ask(address(name, entry)).status_code == 404


@pytest.mark.parametrize("name", [*READ, *POSTS, *NUMBERED])
def test_bad_id(client: Client, ben: User, entry: Activity, name: str) -> None:
    client.force_login(ben)
    ask = client.get if name in READ else client.post
    number = [1] if name in NUMBERED else []
    url = reverse(f"workspace:{name}", args=[entry.pk + 1, *number])

    assert ask(url).status_code == 404


@pytest.mark.parametrize("name", [*READ, *POSTS, *NUMBERED])
def test_wrong_method(client: Client, ben: User, entry: Activity, name: str) -> None:
    client.force_login(ben)
    ask = client.post if name in READ else client.get

    assert ask(address(name, entry)).status_code == 405


@pytest.mark.parametrize("state", ["suspended", "rejected"])
@pytest.mark.parametrize("name", [*POSTS, *NUMBERED])
def test_closed_organisation_changes_nothing(
    client: Client, ben: User, entry: Activity, name: str, state: str
) -> None:
    Organisation.objects.update(state=state, state_reason="Selvitämme asiaa.")
    client.force_login(ben)
    events = Event.objects.count()
    response = client.post(address(name, entry))

    assert response.status_code == 403
    assert "Selvitämme asiaa." in response.content.decode()
    assert Event.objects.count() == events


@pytest.mark.parametrize("name", READ)
def test_closed_organisation_may_read(
    client: Client, ben: User, entry: Activity, name: str
) -> None:
    entry.organisation.suspend(factories.person("Mona"), "Selvitämme asiaa.")
    client.force_login(ben)
    page = client.get(address(name, entry))

    assert page.status_code == 200
    assert 'method="post" action="/en/workspace' not in page.content.decode()


@pytest.mark.parametrize("name", [name for name in POSTS if name not in ALSO_UNSEEN])
def test_what_was_never_public_has_nothing_that_shows_at_once(
    client: Client, ben: User, kotikulma: Organisation, name: str
) -> None:
    client.force_login(ben)
    unseen = factories.activity(published=False)

    assert client.post(address(name, unseen)).status_code == 404


def test_a_first_draft(client: Client, ben: User, kotikulma: Organisation) -> None:
    page = show(client, ben, factories.activity(published=False))

    assert "Go on writing" in page
    assert "Throw the draft away" in page
    assert "Cancel this date" not in page


def test_a_draft_with_the_dates_of_last_season(
    client: Client, ben: User, kotikulma: Organisation
) -> None:
    over = factories.weekly("mo", end_date=factories.day(-20))
    page = show(client, ben, factories.activity(schedules=[over], published=False))

    assert "The dates are those of last season." in page


def test_waiting(client: Client, ben: User, mona: User, entry: Activity) -> None:
    entry.published_version.new_draft(ben).submit(ben)
    page = show(client, ben, entry)

    assert reverse("workspace:take_back", args=[entry.pk]) in page
    assert "Usually approved within one working day." in page
    assert "Throw the draft away" not in page


def test_returned(client: Client, ben: User, mona: User, entry: Activity) -> None:
    draft = entry.published_version.new_draft(ben)
    draft.submit(ben)
    draft.return_to_editor(mona, {"schedules": "Milloin?"}, "Hyvä alku.")
    page = show(client, ben, entry)

    assert "Milloin?" in page
    assert "Hyvä alku." in page
    assert reverse("workspace:edit", args=[entry.pk, "when"]) in page


def test_without_a_name_yet(client: Client, ben: User, kotikulma: Organisation) -> None:
    unnamed = factories.activity(published=False)
    Version.objects.update(title_fi="")

    assert "No name yet" in show(client, ben, unnamed)


def test_broken_links(client: Client, ben: User, entry: Activity) -> None:
    long_ago = timezone.now() - dt.timedelta(days=8)
    LinkCheck.objects.create(
        activity=entry, field="website", result="missing", failing_since=long_ago
    )

    assert "A link does not work: Website of the activity." in show(client, ben, entry)


def test_history(client: Client, ben: User, entry: Activity) -> None:
    for _time in range(6):
        entry.confirm(ben)
    client.force_login(ben)
    page = client.get(address("history", entry)).content.decode()

    assert page.count("Ben confirmed that everything is correct.") == 6
    assert show(client, ben, entry).count("Ben confirmed") == 5
