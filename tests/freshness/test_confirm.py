"""The mailed link: a page with one button, for one person, entry and round."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from events.models import Event
from freshness.links import confirm_token
from organisations.models import Membership
from tests.factories import day
from tests.freshness.conftest import TODAY, Days, link_in, remind
from tests.guards import Page

pytestmark = pytest.mark.django_db


def url_of(entry: Activity, user: User, due: dt.date = TODAY) -> str:
    with override("en"):
        return reverse("freshness:confirm", args=[confirm_token(entry, user, due)])


def is_confirmed(entry: Activity) -> bool:
    entry.refresh_from_db()
    return Event.objects.about(entry).filter(verb="confirm").exists()


def test_works(client: Client, entry: Activity, ada: User) -> None:
    url = link_in(remind()[0])
    page = Page(client.get(url).content.decode())
    assert len(page.headings) == 1
    assert not page.inline

    response = client.post(url)

    assert response.headers["Location"] == url
    assert is_confirmed(entry)
    assert entry.checked_on == TODAY
    assert Event.objects.about(entry).get(verb="confirm").actor == ada
    assert not client.cookies


def test_get_changes_nothing(client: Client, entry: Activity, ada: User) -> None:
    """A mail program that opens every link confirms nothing."""
    response = client.get(url_of(entry, ada))
    client.head(url_of(entry, ada))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert not is_confirmed(entry)


def test_page_says_what_to_check(client: Client, entry: Activity, ada: User) -> None:
    entry.change_contacts(ada, phone="040 123 4567")
    html = client.get(url_of(entry, ada)).content.decode()

    for part in ("Kielikahvila", "Every Monday", "Helsinki", "040 123 4567"):
        assert part in html
    assert "Everything is correct" in html
    assert "Something has changed" in html


def test_needs_no_csrf_cookie(entry: Activity, ada: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(url_of(entry, ada)).status_code == 302
    assert is_confirmed(entry)


def test_hidden_one_is_back_at_once(
    client: Client, go_to: Days, entry: Activity, ada: User
) -> None:
    go_to(61)
    assert entry not in Activity.objects.public()
    url = link_in(remind()[0])

    client.post(url)

    assert entry in Activity.objects.public()


def test_twice_confirms_once(client: Client, entry: Activity, ada: User) -> None:
    url = url_of(entry, ada)
    for _time in range(2):
        assert client.post(url).status_code == 302

    assert Event.objects.about(entry).filter(verb="confirm").count() == 1
    assert "Marked as checked on 22 November 2026" in client.get(url).content.decode()


def test_confirmed_by_another_says_so(
    client: Client, entry: Activity, ada: User, ben: User
) -> None:
    entry.confirm(ben)
    html = client.get(url_of(entry, ada)).content.decode()

    assert "The details are checked" in html
    assert "<button" not in html


def test_link_of_an_earlier_round_does_nothing(
    client: Client, go_to: Days, entry: Activity, ada: User
) -> None:
    url = url_of(entry, ada)
    entry.confirm(ada)
    go_to(100)
    client.post(url)

    entry.refresh_from_db()
    assert entry.checked_on == TODAY


def test_person_who_left_is_refused(client: Client, entry: Activity, ada: User) -> None:
    url = url_of(entry, ada)
    Membership.objects.filter(user=ada).delete()

    for response in (client.get(url), client.post(url)):
        assert response.status_code == 403
        assert "Ask its owner to invite you again" in response.content.decode()
    assert not is_confirmed(entry)


def test_person_who_may_not_sign_in_is_refused(
    client: Client, entry: Activity, ada: User
) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert client.post(url_of(entry, ada)).status_code == 403
    assert not is_confirmed(entry)


def test_stranger_is_refused(client: Client, entry: Activity, cleo: User) -> None:
    """Even with a link of our making."""
    assert client.post(url_of(entry, cleo)).status_code == 403
    assert not is_confirmed(entry)


def test_link_ends_after_120_days(
    client: Client, go_to: Days, entry: Activity, ada: User
) -> None:
    url = url_of(entry, ada)
    go_to(120)
    assert client.get(url).status_code == 200
    go_to(121)

    for response in (client.get(url), client.post(url)):
        assert response.status_code == 410
        assert "The link has expired" in response.content.decode()
    assert not is_confirmed(entry)


def tampered(url: str) -> list[str]:
    head, _slash, token = url.rstrip("/").rpartition("/")
    first = "A" if token[0] != "A" else "B"
    return [f"{head}/{one}/" for one in (first + token[1:], token[:-3], "x", "a:b:c")]


def test_changed_or_cut_links_do_nothing(
    client: Client, entry: Activity, ada: User
) -> None:
    for url in tampered(url_of(entry, ada)):
        for response in (client.get(url), client.post(url)):
            assert response.status_code == 404
            assert len(Page(response.content.decode()).headings) == 1
    assert not is_confirmed(entry)


def test_link_for_something_else_does_nothing(
    client: Client, entry: Activity, ada: User
) -> None:
    token = confirm_token(entry, ada, TODAY)
    with override("en"):
        other = reverse("freshness:reminders", args=[token])

    assert client.post(other).status_code == 404


@pytest.mark.parametrize("state", ["withdrawn", "taken down", "suspended"])
def test_what_is_not_public_cannot_be_confirmed(
    client: Client, entry: Activity, ada: User, mona: User, state: str
) -> None:
    url = url_of(entry, ada)
    verbs: dict[str, Any] = {
        "withdrawn": lambda: entry.withdraw(ada),
        "taken down": lambda: entry.take_down(mona, "Syy"),
        "suspended": lambda: entry.organisation.suspend(mona, "Syy"),
    }
    verbs[state]()

    assert client.get(url).status_code == client.post(url).status_code == 404


def test_bad_id(client: Client, entry: Activity, ada: User, ben: User) -> None:
    url = url_of(entry, ben)
    Membership.objects.filter(user=ben).delete()
    ben.delete()

    assert client.get(url).status_code == 404


def test_wrong_method(client: Client, entry: Activity, ada: User) -> None:
    assert client.put(url_of(entry, ada)).status_code == 405


def test_page_for_search_engines_is_none(
    client: Client, entry: Activity, ada: User
) -> None:
    html = client.get(url_of(entry, ada, day(0))).content.decode()

    assert '<meta name="robots" content="noindex">' in html
