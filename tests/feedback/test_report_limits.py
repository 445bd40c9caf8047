"""Programs and floods are kept out without a puzzle; people lose nothing they typed."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts import throttle
from accounts.throttle import Limit
from activities.models import Activity
from feedback import views
from feedback.models import Report
from tests.feedback.conftest import Send, mails, stamp_in, text_of, url_of

pytestmark = pytest.mark.django_db


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
