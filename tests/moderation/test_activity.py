"""An entry as its moderators oversee it: take down, put back, follow."""

import pytest
from django.test import Client

from accounts.models import User
from activities.models import Activity
from events.models import Mail
from moderation.models import Follow
from organisations.models import Membership
from tests import factories
from tests.moderation.reading import page, sent, signed_in

pytestmark = pytest.mark.django_db
VERBS = ("take_down", "put_back", "follow")


@pytest.fixture
def entry(ada: User) -> Activity:
    return factories.activity()


def test_take_down_and_put_back(client: Client, mona: User, entry: Activity) -> None:
    reason = factories.reason()
    signed_in(client, mona).post(page("take_down", entry.pk), {"template": reason.pk})

    assert not Activity.objects.published().exists()
    mail = Mail.objects.get(name="entry_taken_down")
    assert (mail.address, reason.text_fi in mail.text) == ("ada@example.org", True)

    client.post(page("put_back", entry.pk))
    assert Activity.objects.published().exists()
    assert Mail.objects.filter(name="entry_put_back").count() == 1


def test_a_reason_is_needed(client: Client, mona: User, entry: Activity) -> None:
    response = signed_in(client, mona).post(page("take_down", entry.pk), {})

    assert response.context["form"].errors
    assert Activity.objects.published().exists()


def test_twice_is_once(client: Client, mona: User, entry: Activity) -> None:
    signed_in(client, mona)
    for _time in range(2):
        client.post(page("take_down", entry.pk), {"reason": "Syy."})
    for _time in range(2):
        client.post(page("put_back", entry.pk))

    assert Mail.objects.filter(name="entry_taken_down").count() == 1
    assert Mail.objects.filter(name="entry_put_back").count() == 1


def test_follow_and_stop(client: Client, mona: User, entry: Activity) -> None:
    url = page("follow", entry.pk)
    signed_in(client, mona)
    for _time in range(2):
        client.post(url)
    assert Follow.objects.get().user == mona
    assert client.get(page("activity", entry.pk)).context["follows"]

    client.post(url, {"stop": "1"})
    assert not Follow.objects.exists()


def test_page_shows_history_and_versions(
    client: Client, mona: User, entry: Activity
) -> None:
    response = signed_in(client, mona).get(page("activity", entry.pk))

    assert response.context["history"]
    assert page("version", entry.published_version.pk) in response.content.decode()


def test_entry_that_was_never_public(client: Client, mona: User, ada: User) -> None:
    version = sent()
    draft = factories.activity("Luonnos", published=False)
    signed_in(client, mona)

    assert client.get(page("activity", version.activity_id)).status_code == 200
    assert client.get(page("activity", draft.pk)).status_code == 404


def test_strangers(client: Client, ada: User, nils: User, entry: Activity) -> None:
    assert client.get(page("activity", entry.pk)).status_code == 302
    for user in (ada, nils):
        signed_in(client, user)
        assert client.get(page("activity", entry.pk)).status_code == 404
        for verb in VERBS:
            assert client.post(page(verb, entry.pk)).status_code == 404
    assert not Follow.objects.exists()


def test_nobody_decides_for_their_own_organisation(
    client: Client, mona: User, entry: Activity
) -> None:
    Membership.objects.create(user=mona, organisation=entry.organisation)
    signed_in(client, mona)

    assert client.get(page("activity", entry.pk)).status_code == 200
    for verb in ("take_down", "put_back"):
        data = {"reason": "Syy."}
        assert client.post(page(verb, entry.pk), data).status_code == 403


def test_bad_id_and_wrong_method(client: Client, mona: User, entry: Activity) -> None:
    signed_in(client, mona)

    assert client.get(page("activity", 999)).status_code == 404
    assert client.post(page("activity", entry.pk)).status_code == 405
    for verb in VERBS:
        assert client.get(page(verb, entry.pk)).status_code == 405
        assert client.post(page(verb, 999)).status_code == 404
