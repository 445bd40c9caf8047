"""What was typed outlives the session, without a script too."""

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from accounts.models import User
from activities.models import Activity
from tests import factories
from tests.workspace.entering import address, draft_of, opened

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://localhost"}
THEIRS = {"Origin": "https://evil.example"}


@pytest.fixture
def entry(ada: User) -> Activity:
    return factories.activity("Ompelukerho", published=False)


@pytest.fixture
def strict() -> Client:
    """A browser: its posts need the token that its page came with."""
    return Client(enforce_csrf_checks=True, SERVER_NAME="localhost")


def test_works(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    sent = opened(client, entry) | {"title_fi": "Neule <kerho>", "do": "continue"}
    client.logout()
    page = client.post(address(entry), sent)
    assert page.status_code == 403
    with override("en"):
        assert gettext("Your text is safe") in page.text
    assert 'name="title_fi" value="Neule &lt;kerho&gt;"' in page.text
    client.force_login(ben)
    held = dict(page.context["typed"])
    assert client.post(address(entry), held).status_code == 302
    assert draft_of(entry).title_fi == "Neule <kerho>"


def test_several_choices_are_held(client: Client, entry: Activity) -> None:
    page = client.post(address(entry), {"themes": ["1", "2"]})
    assert page.context["typed"] == [("themes", "1"), ("themes", "2")]


def test_the_token_of_before_signing_in_again_loses_nothing(
    strict: Client, entry: Activity, ben: User
) -> None:
    strict.force_login(ben)
    page = strict.post(address(entry), {"title_fi": "Neulekerho"}, headers=OURS)
    assert page.status_code == 403
    with override("en"):
        assert gettext("You are signed in again. Save the text now.") in page.text
    token = str(page.context["csrf_token"])
    held = dict(page.context["typed"]) | {"csrfmiddlewaretoken": token}
    assert strict.post(address(entry), held, headers=OURS).status_code == 302
    assert draft_of(entry).title_fi == "Neulekerho"


@pytest.mark.parametrize("headers", [THEIRS, {}])
def test_another_site_gets_no_such_page(
    strict: Client, entry: Activity, ben: User, headers: dict[str, str]
) -> None:
    strict.force_login(ben)
    page = strict.post(address(entry), {"title_fi": "Neulekerho"}, headers=headers)
    assert page.status_code == 403
    assert "Neulekerho" not in page.text


def test_an_address_without_a_page_is_refused_as_ever(strict: Client) -> None:
    assert strict.post("/nowhere/", headers=OURS).status_code in (403, 404)
