"""Anybody can report a mistake, without an account, a cookie or a puzzle."""

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from events.models import Event
from feedback.models import Report
from organisations.models import Organisation
from tests import factories
from tests.factories import day
from tests.feedback.conftest import Send, mails, url_of
from tests.guards import Page

pytestmark = pytest.mark.django_db


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
