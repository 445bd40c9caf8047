"""Each state of an entry gets the answer that PRODUCT 6 gives it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User
from activities.models import Activity
from activities.recurrence import HELSINKI
from tests import factories
from tests.factories import weekly
from tests.guards import Page

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
CONTACTS: dict[str, Any] = {
    "contact_name": "Aino Malli",
    "phone": "040 123 4567",
    "email": "aino@example.org",
    "website": "https://example.org/kahvila",
}
LINKS: dict[str, Any] = {
    "registration_url": "https://example.org/ilmoittaudu",
    "online_url": "https://example.org/kokous",
}
NOINDEX = '<meta name="robots" content="noindex">'


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.fixture(autouse=True)
def today(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI))


def url_of(entry: Activity, language: str = "fi") -> str:
    with override(language):
        return entry.get_absolute_url()


def get(client: Client, entry: Activity, language: str = "fi") -> Any:
    return client.get(url_of(entry, language))


def draft() -> Activity:
    return factories.activity("Luonnos", published=False)


def submitted() -> Activity:
    entry = factories.activity("Odottaa", published=False)
    entry.versions.get().submit(factories.person("Ada"))
    return entry


def rejected() -> Activity:
    entry = submitted()
    entry.versions.get().reject(factories.person("Mona"), "Yksittäinen.")
    return entry


def of_organisation(state: str) -> Activity:
    return factories.activity(
        organisation=factories.organisation("Toinen ry", state=state)
    )


def taken_down() -> Activity:
    entry = factories.activity()
    entry.take_down(factories.person("Mona"), "Salainen syy")
    return entry


def taken_down_and_withdrawn() -> Activity:
    entry = taken_down()
    entry.withdraw(factories.person("Ada"))
    return entry


NOT_FOUND: dict[str, Callable[[], Activity]] = {
    "draft": draft,
    "submitted": submitted,
    "rejected": rejected,
    "pending organisation": lambda: of_organisation("pending"),
    "rejected organisation": lambda: of_organisation("rejected"),
    "suspended organisation": lambda: of_organisation("suspended"),
    "taken down": taken_down,
    "taken down and withdrawn": taken_down_and_withdrawn,
}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("state", NOT_FOUND)
def test_the_same_404_whichever_the_reason(
    client: Client, state: str, language: str
) -> None:
    entry = NOT_FOUND[state]()
    response = get(client, entry, language)
    address = {"fi": "toiminta", "sv": "verksamhet", "en": "activities"}[language]
    unknown = client.get(f"/{language}/{address}/{entry.pk + 1}-jotain/")

    assert response.status_code == unknown.status_code == 404
    assert response.content == unknown.content
    assert dict(response.headers) == dict(unknown.headers)


@pytest.mark.parametrize("state", NOT_FOUND)
def test_its_calendar_is_the_same_404(client: Client, state: str) -> None:
    entry = NOT_FOUND[state]()
    response = client.get(reverse("activities:calendar", args=[entry.pk]))

    assert response.status_code == 404
    assert response.content == client.get("/fi/toiminta/99-x/").content


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_public(client: Client, language: str) -> None:
    entry = factories.activity(
        "Kielikahvila", title_sv="Språkcafé", title_en="Café", **CONTACTS, **LINKS
    )
    response = get(client, entry, language)
    page = Page(response.content.decode())

    assert response.status_code == 200
    assert page.headings == [
        {"fi": "Kielikahvila", "sv": "Språkcafé"}.get(language, "Café")
    ]
    assert page.title.startswith(page.headings[0])
    assert page.language == language
    assert not page.inline
    assert not response.cookies
    assertNotContains(response, NOINDEX)
    for contact in ("Aino Malli", "040 123 4567", "mailto:aino@example.org"):
        assertContains(response, contact)


def test_a_newer_draft_does_not_show(client: Client, ada: User) -> None:
    entry = factories.activity("Kielikahvila")
    newer = factories.version(entry, "Salainen", description_fi="Salaisuus")
    newer.submit(ada)

    response = get(client, entry)
    assertContains(response, "Kielikahvila")
    assertNotContains(response, "Salai")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_hidden_for_lack_of_a_check(client: Client, language: str) -> None:
    entry = factories.activity(check_due_on=day(-61), online=True, **CONTACTS, **LINKS)
    response = get(client, entry, language)
    notice = {
        "fi": "Näitä tietoja tarkistetaan.",
        "sv": "De här uppgifterna kontrolleras.",
        "en": "These details are being checked.",
    }[language]

    assert response.status_code == 200
    assertContains(response, NOINDEX)
    assertContains(response, notice)
    for secret in [*CONTACTS.values(), *LINKS.values(), "0401234567", "tel:"]:
        assertNotContains(response, secret)


def test_checked_again_it_is_back(client: Client, ada: User) -> None:
    entry = factories.activity(check_due_on=day(-61), **CONTACTS)
    entry.confirm(ada)

    response = get(client, entry)
    assertContains(response, "Tarkistettu 22.11.2026")
    assertContains(response, "040 123 4567")
    assertNotContains(response, NOINDEX)


@pytest.mark.parametrize(("due", "warns"), [(-30, False), (-31, True), (-60, True)])
def test_unconfirmed(client: Client, due: int, warns: bool) -> None:
    entry = factories.activity(check_due_on=day(due), checked_on=day(due - 180))
    response = get(client, entry)

    assert response.status_code == 200
    assert ("Vahvistamatta" in response.content.decode()) is warns
    assertNotContains(response, NOINDEX)


def test_on_a_break(client: Client, ada: User) -> None:
    entry = factories.activity()
    entry.set_break(ada, dt.date(2026, 12, 7))
    response = get(client, entry)

    assert response.status_code == 200
    assertContains(response, "Tauolla 7.12.2026 asti")
    assertNotContains(response, '<time datetime="2026-12-07')
    assertContains(response, '<time datetime="2026-12-14T17:00:00+02:00">')


def test_full(client: Client, ada: User) -> None:
    entry = factories.activity(registration="needed")
    entry.set_full(ada, full=True)
    response = get(client, entry)

    assert response.status_code == 200
    assertContains(response, "Ryhmä on täynnä. Kysy, voitko tulla jonoon.")


def ended(days_ago: int) -> Activity:
    over = weekly("mo", end_date=day(-days_ago))
    return factories.activity("Päättynyt", schedules=[over])


@pytest.mark.parametrize("days_ago", [1, 90])
def test_ended_lately(client: Client, days_ago: int) -> None:
    entry = ended(days_ago)
    factories.activity("Samanlainen")
    response = get(client, entry)

    assert response.status_code == 200
    assertContains(response, "Tämä kausi on päättynyt.")
    assertContains(response, "Samanlainen")


def test_ended_today_is_not_over(client: Client) -> None:
    response = get(client, ended(0))

    assert response.status_code == 200
    assertNotContains(response, "Tämä kausi on päättynyt.")


def ended_long_ago() -> Activity:
    return ended(91)


def withdrawn() -> Activity:
    entry = factories.activity("Peruttu", **CONTACTS)
    entry.withdraw(factories.person("Ada"))
    return entry


def withdrawn_and_hidden() -> Activity:
    entry = withdrawn()
    Activity.objects.filter(pk=entry.pk).update(check_due_on=day(-100))
    return entry


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("make", [ended_long_ago, withdrawn, withdrawn_and_hidden])
def test_gone_with_similar_ones(
    client: Client, make: Callable[[], Activity], language: str
) -> None:
    entry = make()
    factories.activity("Samanlainen")
    factories.activity("Muualla", terms={"themes": ["music"], "formats": ["choir"]})
    response = get(client, entry, language)

    assert response.status_code == 410
    assert len(Page(response.content.decode()).headings) == 1
    assertContains(response, "Samanlainen", status_code=410)
    assertContains(response, NOINDEX, status_code=410)
    for text in ("Muualla", *CONTACTS.values()):
        assertNotContains(response, text, status_code=410)


def test_gone_without_similar_ones_offers_the_search(client: Client) -> None:
    response = get(client, withdrawn())

    assertContains(response, 'action="/fi/toiminta/"', status_code=410)


@pytest.mark.parametrize("make", [ended_long_ago, withdrawn])
def test_its_calendar_is_gone_too(client: Client, make: Callable[[], Activity]) -> None:
    entry = make()

    response = client.get(reverse("activities:calendar", args=[entry.pk]))
    assert response.status_code == 410
    assert "text/html" in response["Content-Type"]


def test_brought_back_it_is_there_again(client: Client, ada: User) -> None:
    entry = withdrawn()
    entry.bring_back(ada)

    assert get(client, entry).status_code == 200
