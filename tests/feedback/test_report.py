"""Anybody can report a mistake, without an account, a cookie or a puzzle."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from events.models import Event, Mail
from feedback import throttle, views
from feedback.models import Report
from feedback.throttle import Limit
from organisations.models import Organisation
from tests import factories
from tests.factories import day
from tests.feedback.conftest import Send, stamp_in, text_of
from tests.guards import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(ada: User, kotikulma: Organisation) -> Activity:
    return factories.activity(organisation=kotikulma)


def mails() -> QuerySet[Mail]:
    return Mail.objects.filter(name__startswith="report_")


def url_of(entry: Activity, name: str = "report", language: str = "en") -> str:
    with override(language):
        return reverse(f"feedback:{name}", args=[entry.pk])


def test_works(send: Send, client: Client, entry: Activity, ada: User) -> None:
    response = send(
        url_of(entry), reason="time", text="Kello 18.", email="vera@example.org"
    )

    assert response.url == url_of(entry, "reported")
    report = Report.objects.get()
    assert (report.reason, report.text, report.language) == ("time", "Kello 18.", "en")
    assert report.is_open
    told = mails().get()
    assert told.user == ada
    assert "> Kello 18." in told.text
    assert "vera@example.org" not in told.text + told.subject
    assert client.get(response.url).status_code == 200


def test_page_is_its_own_and_is_never_kept(client: Client, entry: Activity) -> None:
    response = client.get(url_of(entry))
    page = Page(response.content.decode())

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert len(page.headings) == 1
    assert not page.inline


def test_nothing_sets_a_cookie(send: Send, client: Client, entry: Activity) -> None:
    client.get(send(url_of(entry), reason="time").url)

    assert not client.cookies


def test_public_page_leads_here(client: Client, entry: Activity) -> None:
    with override("en"):
        html = client.get(entry.get_absolute_url()).content.decode()

    assert f'href="{url_of(entry)}"' in html


def test_training_can_be_reported(client: Client) -> None:
    entry = factories.activity(kind="training")

    assert client.get(url_of(entry)).status_code == 200


def test_a_link_in_the_text_does_not_become_a_button(
    send: Send, entry: Activity
) -> None:
    send(url_of(entry), reason="other", text="Katso\nhttps://paha.example/")

    assert "\nhttps://paha" not in mails().get().text


def test_log_holds_no_words_and_no_address(send: Send, entry: Activity) -> None:
    send(url_of(entry), reason="other", text="Salaista", email="vera@example.org")

    event = Event.objects.about(Report.objects.get()).get()
    assert event.after == {"activity": entry.pk, "reason": "other"}
    assert event.actor is None


def hidden(_ada: User) -> Activity:
    return factories.activity("Piilossa", check_due_on=day(-61))


def test_hidden_one_can_be_reported(client: Client, ada: User) -> None:
    assert client.get(url_of(hidden(ada))).status_code == 200


def without_a_page(state: str) -> Activity:
    if state == "draft":
        return factories.activity("Luonnos", published=False)
    entry = factories.activity("Muu")
    person = factories.person("Mona")
    if state == "withdrawn":
        entry.withdraw(person)
    elif state == "taken down":
        entry.take_down(person, "Syy")
    else:
        entry.organisation.suspend(person, "Syy")
    return entry


@pytest.mark.parametrize("state", ["draft", "withdrawn", "taken down", "suspended"])
@pytest.mark.parametrize("name", ["report", "reported"])
def test_bad_id(client: Client, state: str, name: str) -> None:
    entry = without_a_page(state)

    assert client.get(url_of(entry, name)).status_code == 404
    assert client.post(url_of(entry, name)).status_code in (404, 405)
    entry.pk = 999
    assert client.get(url_of(entry, name)).status_code == 404


def test_wrong_method(client: Client, entry: Activity) -> None:
    assert client.put(url_of(entry)).status_code == 405
    assert client.post(url_of(entry, "reported")).status_code == 405


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"reason": "unknown"},
        {"reason": "other", "text": "   "},
        {"reason": "not-welcome"},
        {"reason": "rules"},
        {"reason": "time", "email": "vera"},
        {"reason": "time", "text": "x" * 1001},
    ],
)
def test_bad_input(send: Send, entry: Activity, fields: dict[str, str]) -> None:
    response = send(url_of(entry), **fields)
    html = response.content.decode()

    assert response.status_code == 200
    assert "Not sent yet" in html
    assert 'href="#id_' in html
    for value in fields.values():
        assert value in html or value in ("unknown",)
    assert not Report.objects.exists()


def test_honeypot(send: Send, entry: Activity) -> None:
    """A program that fills in every field is thanked, and nothing happens."""
    response = send(url_of(entry), reason="time", homepage="https://osta.example")

    assert response.url == url_of(entry, "reported")
    assert not Report.objects.exists()
    assert not mails().exists()


def test_too_fast(send: Send, client: Client, clock: Any, entry: Activity) -> None:
    response = send(url_of(entry), after=2, reason="time", text="Heti")

    assert "Heti" in response.content.decode()
    assert not Report.objects.exists()

    clock.shift(2)
    again = {"stamp": stamp_in(response.content.decode()), "reason": "time"}
    assert client.post(url_of(entry), again).status_code == 302
    assert Report.objects.exists()


@pytest.mark.parametrize("stamp", ["", "x", None])
def test_too_old_or_not_ours(
    client: Client, clock: Any, entry: Activity, stamp: str | None
) -> None:
    if stamp is None:
        stamp = stamp_in(client.get(url_of(entry)).content.decode())
        clock.shift(24 * 60 * 60 + 1)
    fields = {"reason": "other", "text": "Pitkä teksti", "stamp": stamp}
    response = client.post(url_of(entry), fields)

    assert "Pitkä teksti" in response.content.decode()
    assert "Your text is safe" in text_of(response)
    assert not Report.objects.exists()

    clock.shift(5)
    fields["stamp"] = stamp_in(response.content.decode())
    assert client.post(url_of(entry), fields).status_code == 302
    assert Report.objects.get().text == "Pitkä teksti"


def test_stamp_of_another_form_is_not_ours(
    client: Client, clock: Any, entry: Activity
) -> None:
    with override("en"):
        other = client.get(reverse("feedback:missed")).content.decode()
    clock.shift(20)

    client.post(url_of(entry), {"stamp": stamp_in(other), "reason": "time"})

    assert not Report.objects.exists()


def test_double_post_does_it_once(client: Client, clock: Any, entry: Activity) -> None:
    stamp = stamp_in(client.get(url_of(entry)).content.decode())
    clock.shift(20)
    fields = {"stamp": stamp, "reason": "time"}

    answers = [client.post(url_of(entry), fields) for _again in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert Report.objects.count() == mails().count() == 1


def test_one_address_can_send_so_many(
    send: Send, entry: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "FROM_ONE_ADDRESS", Limit(2, 3600))
    for _time in range(2):
        assert send(url_of(entry), reason="time").status_code == 302
    response = send(url_of(entry), reason="other", text="Kolmas kerta")

    assert response.status_code == 429
    assert "Kolmas kerta" in response.content.decode()
    assert "59 min" in text_of(response)
    assert Report.objects.count() == 2


@pytest.mark.parametrize("limit", ["FROM_EVERYBODY", "ABOUT_ONE_ENTRY"])
def test_everybody_together_can_send_so_many(
    client: Client,
    clock: Any,
    entry: Activity,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
) -> None:
    monkeypatch.setattr(views, limit, Limit(2, 3600))
    statuses = []
    for number in range(3):
        stamp = stamp_in(client.get(url_of(entry)).content.decode())
        clock.shift(20)
        fields = {"stamp": stamp, "reason": "time"}
        answer = client.post(url_of(entry), fields, REMOTE_ADDR=f"192.0.2.{number}")
        statuses.append(answer.status_code)

    assert statuses == [302, 302, 429]


def test_limit_ends_with_its_hour(
    send: Send, clock: Any, entry: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "FROM_ONE_ADDRESS", Limit(1, 3600))
    send(url_of(entry), reason="time")
    clock.shift(3600)

    assert send(url_of(entry), reason="time").status_code == 302


def test_cache_that_is_away_allows_everything(
    send: Send, entry: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "add", away)

    assert send(url_of(entry), reason="time").status_code == 302


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("", "nonsense", True),
    ],
)
def test_who_sends(rf: Any, one: str, other: str, same: bool) -> None:
    found = [
        throttle.sender(rf.get("/", REMOTE_ADDR=address)) for address in (one, other)
    ]

    assert (found[0] == found[1]) is same
    assert one not in found[0] or not one


@pytest.mark.parametrize("reason", ["rules", "not-welcome"])
def test_what_concerns_the_organiser_goes_to_moderators_too(
    send: Send, entry: Activity, mona: User, nils: User, reason: str
) -> None:
    send(url_of(entry), reason=reason, text="Näin kävi.")

    assert Report.objects.for_moderators().get().reason == reason
    assert set(mails().values_list("name", "user__name")) == {
        ("report_received", "Ada"),
        ("report_unanswered", "Mona"),
    }


def test_goes_to_moderators_when_the_organisation_has_nobody(
    send: Send, kotikulma: Organisation, mona: User
) -> None:
    entry = factories.activity(organisation=kotikulma)
    User.objects.filter(name="Ada").update(is_active=False)
    send(url_of(entry), reason="time")

    assert Report.objects.for_moderators().exists()
    assert mails().get().user == mona
