"""Two editors on one draft: nobody overwrites the other without seeing both texts."""

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from tests import factories
from tests.workspace.entering import address, draft_of, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(ada: User) -> Activity:
    return factories.activity("Ompelukerho", published=False)


@pytest.fixture
def sent(client: Client, entry: Activity, ada: User, ben: User) -> dict[str, str]:
    """What Ben sends: he opened the step before Ada saved the same title."""
    client.force_login(ben)
    typed = opened(client, entry) | {"title_fi": "Benin kerho", "do": "continue"}
    draft_of(entry).save_draft(ada, 1, {"title_fi": "Adan kerho"})
    return typed


def test_the_second_sees_both(
    client: Client, entry: Activity, sent: dict[str, str]
) -> None:
    page = client.post(address(entry), sent)
    assert page.status_code == 409
    assert "Adan kerho" in page.text
    assert "Benin kerho" in page.text
    assert draft_of(entry).title_fi == "Adan kerho"


@pytest.mark.parametrize(
    ("choice", "left"), [("mine", "Benin kerho"), ("theirs", "Adan kerho")]
)
def test_the_chosen_text_is_saved_with_all_else(
    client: Client, entry: Activity, sent: dict[str, str], choice: str, left: str
) -> None:
    page = client.post(address(entry), sent | {"description_fi": "Ommellaan."})
    typed = dict(page.context["typed"]) | {"base": page.context["base"]}
    answer = client.post(address(entry), typed | {"keep-title_fi": choice})
    assert answer.status_code == 302
    draft = draft_of(entry)
    assert (draft.title_fi, draft.description_fi) == (left, "Ommellaan.")


def test_a_third_change_is_shown_too(
    client: Client, entry: Activity, sent: dict[str, str], ada: User
) -> None:
    page = client.post(address(entry), sent)
    typed = dict(page.context["typed"]) | {"base": page.context["base"]}
    draft_of(entry).save_draft(ada, 2, {"title_fi": "Adan toinen"})
    page = client.post(address(entry), typed | {"keep-title_fi": "mine"})
    assert page.status_code == 409
    assert "Adan toinen" in page.text


def test_different_fields_need_no_choice(
    client: Client, entry: Activity, ada: User, ben: User
) -> None:
    client.force_login(ben)
    typed = opened(client, entry) | {"summary_fi": "Benin teksti."}
    draft_of(entry).save_draft(ada, 1, {"title_fi": "Adan kerho"})
    assert client.post(address(entry), typed).status_code == 302
    draft = draft_of(entry)
    assert (draft.title_fi, draft.summary_fi) == ("Adan kerho", "Benin teksti.")


def test_the_same_text_needs_no_choice(
    client: Client, entry: Activity, ada: User, sent: dict[str, str]
) -> None:
    assert client.post(
        address(entry), sent | {"title_fi": "Adan kerho"}
    ).status_code == (302)


def test_schedules_are_shown_in_words(
    client: Client, entry: Activity, ada: User, ben: User
) -> None:
    client.force_login(ben)
    typed = opened(client, entry, "when") | {"s0t0-starts": "18"}
    draft = draft_of(entry)
    draft.save_draft(ada, 1, {"schedules": []})
    page = client.post(address(entry, "when"), typed)
    assert page.status_code == 409
    with override("en"):
        assert "18:00–19:00" in page.text
    typed = dict(page.context["typed"]) | {"base": page.context["base"]}
    client.post(address(entry, "when"), typed | {"keep-schedules": "mine"})
    assert draft_of(entry).schedules.get().slots.get().starts_at.hour == 18


def test_contacts_conflict_too(
    client: Client, entry: Activity, ada: User, ben: User
) -> None:
    client.force_login(ben)
    typed = opened(client, entry, "how") | {"phone": "040 222 2222"}
    entry.change_contacts(ada, phone="040 111 1111")
    page = client.post(address(entry, "how"), typed)
    assert page.status_code == 409
    assert "040 111 1111" in page.text
