"""Anybody can say what they looked for and did not find."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from events.models import Mail
from feedback.models import Missed
from feedback.wishes import municipality_of
from tests import factories
from tests.feedback.conftest import Send, stamp_in, text_of
from tests.guards import Page

pytestmark = pytest.mark.django_db


def url_of(name: str = "missed") -> str:
    with override("en"):
        return reverse(f"feedback:{name}")


def test_works(send: Send, client: Client) -> None:
    response = send(
        url_of(), what="Sewing", where="Espoo", in_language="Somali", query="q=sewing"
    )

    assert response.url == url_of("told")
    missed = Missed.objects.get()
    assert (missed.what, missed.where, missed.in_language) == (
        "Sewing",
        "Espoo",
        "Somali",
    )
    assert (missed.query, missed.language) == ("q=sewing", "en")
    assert not Mail.objects.exists()
    page = client.get(response.url)
    assert len(Page(page.content.decode()).headings) == 1
    assert not client.cookies


def test_search_without_results_leads_here(client: Client) -> None:
    factories.town("049")
    with override("en"):
        search = reverse("search:activities") + "?q=purjehdus&municipality=049"
    html = client.get(search).content.decode()

    assert f'href="{url_of()}?q=purjehdus&amp;municipality=049"' in html


def test_keeps_what_was_searched_for(client: Client) -> None:
    factories.town("049")
    html = client.get(
        url_of() + "?q=purjehdus&municipality=049&region=01&language=so"
    ).content.decode()

    assert ">\npurjehdus</textarea>" in html
    assert 'value="Espoo, Uusimaa"' in html
    assert "q=purjehdus&amp;municipality=049&amp;region=01&amp;language=so" in html


@pytest.mark.parametrize(
    ("where", "query", "code"),
    [
        ("Espoossa", "", None),
        ("", "q=x&municipality=049", "049"),
        ("", "municipality=999&municipality=091", "091"),
        ("", "", None),
        ("Jossain", "municipality=x", None),
    ],
)
def test_place(where: str, query: str, code: str | None) -> None:
    """By its names of the reference data, which this test has none of, or by code."""
    for one in ("049", "091"):
        factories.town(one)

    found = municipality_of(Missed(what="x", where=where, query=query))

    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    "fields",
    [{}, {"what": "  "}, {"what": "x" * 501}, {"what": "x", "where": "y" * 101}],
)
def test_bad_input(send: Send, fields: dict[str, str]) -> None:
    response = send(url_of(), **fields)

    assert response.status_code == 200
    assert "Not sent yet" in text_of(response)
    assert not Missed.objects.exists()


def test_odd_query_is_kept_short(send: Send) -> None:
    send(url_of(), what="Sewing", query="q=" + "ä" * 900 + "&<script>=1")

    assert len(Missed.objects.get().query) <= 1000


def test_honeypot(send: Send) -> None:
    assert send(url_of(), what="Pills", homepage="x").url == url_of("told")
    assert not Missed.objects.exists()


def test_too_fast(send: Send) -> None:
    response = send(url_of(), after=1, what="Sewing")

    assert "Sewing" in response.content.decode()
    assert not Missed.objects.exists()


def test_double_post_does_it_once(client: Client, clock: Any) -> None:
    stamp = stamp_in(client.get(url_of()).content.decode())
    clock.shift(20)
    for _time in range(2):
        client.post(url_of(), {"stamp": stamp, "what": "Sewing"})

    assert Missed.objects.count() == 1


def test_wrong_method(client: Client) -> None:
    assert client.put(url_of()).status_code == 405
    assert client.post(url_of("told")).status_code == 405


def follow() -> list[tuple[str, str]]:
    last = Mail.objects.order_by("-pk").first()
    call_command("follow_feedback", verbosity=0)
    posted = Mail.objects.filter(name="missed_digest", pk__gt=last.pk if last else 0)
    return sorted((str(one.user), one.text) for one in posted)


@pytest.fixture
def wish(mona: User, nils: User) -> Missed:
    """Made on a Sunday; Mona moderates Espoo."""
    return Missed.objects.create(
        what="Sewing\nhttp://localhost:8000/x",
        where="Espoo",
        in_language="Somali",
        language="en",
        municipality=factories.town("049"),
    )


def test_moderators_of_the_place_hear_on_monday(wish: Missed, clock: Any) -> None:
    assert follow() == []
    clock.shift(24 * 60 * 60)

    told = follow()

    assert [name for name, _text in told] == ["Mona"]
    assert "> Sewing" in told[0][1]
    assert "Espoo" in told[0][1]
    # What a stranger wrote is no link of ours.
    assert "\nhttp://localhost:8000/x" not in told[0][1]
    assert follow() == []


def test_outage_of_two_weeks_costs_nobody_a_mail(wish: Missed, clock: Any) -> None:
    Missed.objects.create(what="Later", language="fi", municipality=wish.municipality)
    clock.shift(16 * 24 * 60 * 60)

    told = follow()

    assert len(told) == 1
    assert "Sewing" in told[0][1]
    assert "Later" in told[0][1]


def test_wish_for_no_place_goes_to_all_areas(wish: Missed, clock: Any) -> None:
    Missed.objects.update(municipality=None)
    clock.shift(24 * 60 * 60)

    assert [name for name, _text in follow()] == ["Mona", "Nils"]


def test_wish_where_nobody_moderates_goes_to_administrators(
    wish: Missed, clock: Any, root: User
) -> None:
    Missed.objects.update(municipality=factories.town("205"))
    clock.shift(24 * 60 * 60)

    assert [name for name, _text in follow()] != []


def test_old_wishes_are_forgotten(wish: Missed, clock: Any) -> None:
    clock.shift(366 * 24 * 60 * 60)
    follow()

    assert not Missed.objects.exists()
