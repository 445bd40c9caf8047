"""A new entry begins with whose it is, of which kind, and in which language."""

import pytest
from django.test import Client
from django.utils import translation

from accounts.models import User
from activities.models import Activity, Version
from events.receipts import new_token
from organisations.models import Membership, Organisation
from tests import factories
from tests.workspace.entering import address, named

pytestmark = pytest.mark.django_db


def chosen(organisation: Organisation, **fields: str) -> dict[str, str]:
    return {
        "organisation": str(organisation.pk),
        "kind": "activity",
        "source_language": "sv",
        "token": new_token(),
    } | fields


def test_works(client: Client, ben: User, kotikulma: Organisation) -> None:
    client.force_login(ben)
    assert client.get(named("new")).status_code == 200
    answer = client.post(named("new"), chosen(kotikulma))
    draft = Version.objects.get()
    with translation.override("en"):
        assert answer.headers["Location"] == address(draft.activity, "what")
    assert (draft.state, draft.source_language, draft.author) == ("draft", "sv", ben)
    assert (draft.activity.kind, draft.activity.organisation) == ("activity", kotikulma)


def test_a_repeated_post_makes_one_entry(
    client: Client, ada: User, kotikulma: Organisation
) -> None:
    client.force_login(ada)
    data = chosen(kotikulma)
    first, second = (client.post(named("new"), data) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Activity.objects.count() == 1


def test_each_page_has_its_own_token(client: Client, ada: User) -> None:
    client.force_login(ada)
    pages = [client.get(named("new")) for _time in range(2)]
    tokens = {page.context["form"].initial["token"] for page in pages}
    assert len(tokens) == 2


def test_of_several_organisations_one_is_chosen(
    client: Client, ada: User, kotikulma: Organisation
) -> None:
    other = factories.organisation("Satama ry")
    Membership.objects.create(user=ada, organisation=other)
    client.force_login(ada)
    page = client.get(named("new"))
    assert "Satama ry" in page.text
    assert "Kotikulma ry" in page.text
    client.post(named("new"), chosen(other, kind="training"))
    assert Activity.objects.get().organisation == other


def test_without_an_organisation_it_leads_to_finding_one(
    client: Client, nobody: User
) -> None:
    client.force_login(nobody)
    page = client.get(named("new"))
    assert page.status_code == 200
    assert "<form method" not in page.text


@pytest.fixture
def nobody(db: None) -> User:
    return factories.person("Nobody")


def test_stranger(client: Client, cleo: User, kotikulma: Organisation) -> None:
    client.force_login(cleo)
    assert client.post(named("new"), chosen(kotikulma)).status_code == 200
    assert not Activity.objects.exists()


def test_read_only(client: Client, ada: User, kotikulma: Organisation) -> None:
    Organisation.objects.update(state="suspended")
    client.force_login(ada)
    client.post(named("new"), chosen(kotikulma))
    assert not Activity.objects.exists()


def test_anonymous(client: Client, db: None) -> None:
    assert client.get(named("new")).status_code == 302


def test_wrong_method(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.delete(named("new")).status_code == 405


def test_bad_input(client: Client, ada: User, kotikulma: Organisation) -> None:
    client.force_login(ada)
    page = client.post(named("new"), chosen(kotikulma, source_language="xx"))
    assert page.context["form"].errors.keys() == {"source_language"}
