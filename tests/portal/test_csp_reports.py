"""What the policy of contents stopped: lines in the log with nothing of people."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal import csp_reports
from portal.bursts import Buckets
from portal.middleware import REPORTS

SECRET = "eyJ1c2VyIjo0fQ:1tQ"
OLD = {
    "csp-report": {
        "document-uri": f"http://testserver/en/checks/{SECRET}/?q=salaisuus",
        "effective-directive": "script-src-elem",
        "blocked-uri": "https://evil.example/x.js?token=1",
    }
}
NEW = [
    {
        "type": "csp-violation",
        "body": {
            "documentURL": "http://testserver/en/about/",
            "effectiveDirective": "style-src",
            "blockedURL": "inline",
        },
    }
]


@pytest.fixture(autouse=True)
def full_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csp_reports, "buckets", Buckets(rate=0, burst=3))


def send(client: Client, body: Any) -> None:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    response = client.post(REPORTS, sent, content_type="application/csp-report")
    assert response.status_code == 204
    assert not response.content
    assert not response.cookies


def test_works(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    send(Client(enforce_csrf_checks=True), OLD)
    send(client, NEW)

    first, second = caplog.messages
    assert first == "script-src-elem blocked 'evil.example' on freshness:confirm"
    assert second == "style-src blocked 'inline' on about"


def test_address_is_the_one_in_the_headers() -> None:
    assert reverse("csp_report") == REPORTS


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\x00",
        b"[" * 5_000,
        b"null",
        b'{"csp-report": 3}',
        b"[1, null, {}]",
        b'{"a": "' + b"x" * 9_000 + b'"}',
    ],
)
def test_bad_input(
    client: Client, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    send(client, body)

    assert not caplog.messages


def test_lines_cannot_be_forged(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    nasty = "x\nERROR \x1b[31mforged\r\u2028 [::1"
    names = ("document-uri", "effective-directive", "blocked-uri")
    send(client, {"csp-report": dict.fromkeys(names, nasty)})

    (line,) = caplog.messages
    assert line.isprintable()
    assert len(line) < 200


def test_log_is_not_flooded(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for _time in range(5):
        send(client, NEW * 20)

    assert len(caplog.messages) == 3


def test_wrong_method(client: Client) -> None:
    assert client.get(REPORTS).status_code == 405
