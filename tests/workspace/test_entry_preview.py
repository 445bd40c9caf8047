"""The public page as it will be, in each language, before anybody else sees it."""

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from accounts.models import User
from activities.models import Activity
from organisations.models import Organisation
from tests import factories
from tests.workspace.entering import named

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(ada: User) -> Activity:
    return factories.activity(
        "Ompelukerho", published=False, title_sv="Syklubben", summary_sv="Vi syr."
    )


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Ompelukerho"), ("sv", "Syklubben")]
)
def test_works(
    client: Client, entry: Activity, ben: User, language: str, title: str
) -> None:
    client.force_login(ben)
    page = client.get(named("preview", entry.pk), {"in": language})
    assert page.status_code == 200
    assert title in page.context["public"]
    assert 'content="noindex"' in page.text
    assert f'class="public" lang="{language}"' in page.text
    with override("en"):
        assert gettext("Send for approval") in page.text


def test_begins_in_the_language_written_first(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    for query in ({}, {"in": "xx"}):
        page = client.get(named("preview", entry.pk), query)
        assert page.context["shown_in"] == "fi"


def test_a_missing_translation_is_said(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    page = client.get(named("preview", entry.pk), {"in": "en"})
    assert page.context["untranslated"]


def test_an_empty_draft(client: Client, entry: Activity, ben: User) -> None:
    entry.versions.update(title_fi="", title_sv="", summary_fi="", summary_sv="")
    client.force_login(ben)
    page = client.get(named("preview", entry.pk))
    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_what_waits_can_be_taken_back(
    client: Client, entry: Activity, ben: User
) -> None:
    entry.versions.get().submit(ben)
    client.force_login(ben)
    page = client.get(named("preview", entry.pk))
    assert named("take_back", entry.pk) in page.text
    assert named("submit", entry.pk) not in page.text


def test_what_is_public_without_a_draft(client: Client, ada: User) -> None:
    public = factories.activity("Kuoro")
    client.force_login(ada)
    page = client.get(named("preview", public.pk))
    assert named("start_draft", public.pk) in page.text


def test_anonymous(client: Client, entry: Activity) -> None:
    assert client.get(named("preview", entry.pk)).status_code == 302


def test_stranger(client: Client, entry: Activity, cleo: User) -> None:
    client.force_login(cleo)
    assert client.get(named("preview", entry.pk)).status_code == 404


def test_read_only(client: Client, entry: Activity, ben: User) -> None:
    Organisation.objects.update(state="suspended")
    client.force_login(ben)
    assert client.get(named("preview", entry.pk)).status_code == 403


def test_wrong_method(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    assert client.post(named("preview", entry.pk)).status_code == 405
