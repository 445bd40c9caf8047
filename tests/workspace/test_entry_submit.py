"""Sending an entry, taking it back, and beginning a new version of a public one."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from organisations.models import Organisation
from tests import factories
from tests.workspace.entering import address, draft_of, named

pytestmark = pytest.mark.django_db
POSTED = ("submit", "take_back", "start_draft")


@pytest.fixture
def entry(ada: User) -> Activity:
    return factories.activity("Ompelukerho", published=False)


def submit(client: Client, entry: Activity, revision: int = 1) -> Any:
    return client.post(named("submit", entry.pk), {"revision": str(revision)})


def test_works(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    answer = submit(client, entry)
    with override("en"):
        assert answer.headers["Location"] == named("activity", entry.pk)
    assert draft_of(entry).state == "submitted"


def test_a_pending_organisation_may_submit(
    client: Client, entry: Activity, ben: User
) -> None:
    Organisation.objects.update(state="pending")
    client.force_login(ben)
    submit(client, entry)
    assert draft_of(entry).state == "submitted"


def test_twice_is_once(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    submit(client, entry)
    assert submit(client, entry).status_code == 302
    assert draft_of(entry).state == "submitted"


def test_what_changed_after_it_was_read_is_read_again(
    client: Client, entry: Activity, ada: User, ben: User
) -> None:
    client.force_login(ben)
    draft_of(entry).save_draft(ada, 1, {"title_fi": "Adan kerho"})
    answer = submit(client, entry)
    with override("en"):
        assert answer.headers["Location"] == named("preview", entry.pk)
    assert draft_of(entry).state == "draft"


def test_bad_input(client: Client, entry: Activity, ben: User) -> None:
    """What is missing is said, with the step and the field where to say it."""
    draft = draft_of(entry)
    draft.save_draft(ben, 1, {"summary_fi": "", "schedules": [], "languages": []})
    client.force_login(ben)
    page = submit(client, entry, revision=2)
    assert page.status_code == 200
    links = {url.partition("#")[2]: url for url, _text in page.context["gaps"]}
    assert links.keys() == {"id_title_fi", "id_schedules", "id_languages"}
    with override("en"):
        assert links["id_languages"].startswith(address(entry, "for-whom"))
    assert draft_of(entry).state == "draft"


def test_the_links_lead_to_fields(client: Client, entry: Activity, ben: User) -> None:
    empty = {"title_fi": "", "welcome": "first", "schedules": []}
    terms: dict[str, list[Any]] = {
        name: [] for name in ("themes", "formats", "languages", "municipalities")
    }
    draft_of(entry).save_draft(ben, 1, empty | terms)
    client.force_login(ben)
    gaps = client.get(named("preview", entry.pk)).context["gaps"]
    assert len(gaps) == 7
    for url, _text in gaps:
        path, _hash, anchor = url.partition("#")
        assert f'id="{anchor}"' in client.get(path).text, anchor


def test_take_back(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    submit(client, entry)
    answer = client.post(named("take_back", entry.pk))
    with override("en"):
        assert answer.headers["Location"] == address(entry)
    assert draft_of(entry).state == "draft"
    assert client.post(named("take_back", entry.pk)).status_code == 302


def test_take_back_what_is_public_already(client: Client, ada: User) -> None:
    public = factories.activity("Kuoro")
    client.force_login(ada)
    assert client.post(named("take_back", public.pk)).status_code == 302


def test_start_draft(client: Client, ada: User) -> None:
    public = factories.activity("Kuoro")
    client.force_login(ada)
    for _time in range(2):
        client.post(named("start_draft", public.pk))
    draft = draft_of(public)
    assert (draft.number, draft.title_fi) == (2, "Kuoro")
    public.refresh_from_db()
    assert public.public_version != draft


def test_a_rejected_text_is_mended(
    client: Client, entry: Activity, ada: User, mona: User
) -> None:
    draft_of(entry).submit(ada)
    draft_of(entry).reject(mona, "Ei sovi.")
    client.force_login(ada)
    client.post(named("start_draft", entry.pk))
    assert draft_of(entry).title_fi == "Ompelukerho"


@pytest.mark.parametrize("name", POSTED)
def test_anonymous(client: Client, entry: Activity, name: str) -> None:
    assert client.post(named(name, entry.pk)).status_code == 302
    assert draft_of(entry).state == "draft"


@pytest.mark.parametrize("name", POSTED)
def test_stranger(client: Client, entry: Activity, cleo: User, name: str) -> None:
    client.force_login(cleo)
    assert client.post(named(name, entry.pk)).status_code == 404


@pytest.mark.parametrize("name", POSTED)
def test_read_only(client: Client, entry: Activity, ben: User, name: str) -> None:
    Organisation.objects.update(state="suspended")
    client.force_login(ben)
    assert client.post(named(name, entry.pk)).status_code == 403


@pytest.mark.parametrize("name", POSTED)
def test_bad_id(client: Client, entry: Activity, ben: User, name: str) -> None:
    client.force_login(ben)
    assert client.post(named(name, entry.pk + 99)).status_code == 404


@pytest.mark.parametrize("name", POSTED)
def test_wrong_method(client: Client, entry: Activity, ben: User, name: str) -> None:
    client.force_login(ben)
    assert client.get(named(name, entry.pk)).status_code == 405
