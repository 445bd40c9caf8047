"""The script posts the same form every few seconds and reads a small answer."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from activities.models import Activity
from tests import factories
from tests.workspace.entering import address, draft_of, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(ada: User) -> Activity:
    return factories.activity("Ompelukerho", published=False)


def autosave(client: Client, entry: Activity, step: str, sent: dict[str, Any]) -> Any:
    return client.post(address(entry, step), sent | {"autosave": "1"})


def test_works(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    sent = opened(client, entry) | {"title_fi": "Neulekerho"}
    answer = autosave(client, entry, "what", sent)
    assert answer.json()["state"] == "saved"
    assert answer.json()["revision"] == 2
    assert draft_of(entry).title_fi == "Neulekerho"


def test_the_answer_is_what_the_page_goes_on_from(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    sent = opened(client, entry)
    for title in ("Neule", "Neuleke", "Neulekerho"):
        answer = autosave(client, entry, "what", sent | {"title_fi": title}).json()
        assert answer["state"] == "saved"
        sent["base"] = answer["base"]
    assert draft_of(entry).title_fi == "Neulekerho"
    assert draft_of(entry).revision == 4


def test_the_same_again_is_no_new_revision(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    sent = opened(client, entry) | {"title_fi": "Neulekerho"}
    for _time in range(3):
        autosave(client, entry, "what", sent)
    assert draft_of(entry).revision == 2


def test_the_valid_rest_is_saved_and_the_invalid_named(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    sent = opened(client, entry, "how") | {"email": "half@", "price": "free"}
    answer = autosave(client, entry, "how", sent).json()
    assert answer["state"] == "partly"
    assert "name@example.org" in answer["message"] or "@" in answer["message"]
    assert draft_of(entry).price == "free"
    entry.refresh_from_db()
    assert not entry.email


def test_the_step_of_times_answers_in_words(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    sent = opened(client, entry, "when") | {"s0t0-starts": "18"}
    answer = autosave(client, entry, "when", sent).json()
    assert "18:00–19:00" in answer["aside"]


def test_conflicts_wait_for_a_choice(
    client: Client, entry: Activity, ada: User, ben: User
) -> None:
    client.force_login(ben)
    sent = opened(client, entry) | {"title_fi": "Benin kerho", "summary_fi": "Uusi."}
    draft_of(entry).save_draft(ada, 1, {"title_fi": "Adan kerho"})
    for _time in range(2):
        answer = autosave(client, entry, "what", sent).json()
        assert answer["state"] == "partly"
        sent["base"] = answer["base"]
    draft = draft_of(entry)
    assert (draft.title_fi, draft.summary_fi) == ("Adan kerho", "Uusi.")


def test_signed_out(client: Client, entry: Activity) -> None:
    answer = autosave(client, entry, "what", {"title_fi": "Neulekerho"})
    assert answer.status_code == 403
    assert answer.json()["state"] == "signed-out"
    assert answer.json()["sign_in"]


def test_submitted_meanwhile(client: Client, entry: Activity, ada: User) -> None:
    client.force_login(ada)
    sent = opened(client, entry) | {"title_fi": "Neulekerho"}
    draft_of(entry).submit(ada)
    answer = autosave(client, entry, "what", sent)
    assert answer.status_code == 409
    assert answer.json()["state"] == "closed"
