"""The number of a request, and how long its answer took."""

import re
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from portal import latency
from portal.logs import request_id
from portal.watch import watched

GIVEN = "0123456789abcdef" * 2


def ask(
    behind_proxy: bool, path: str = "/fi/", status: str = "200 OK", **headers: str
) -> tuple[str, str]:
    """The number in the header, and the one that a line of the log would have had."""
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen["logged"] = request_id.get()
        start_response(status, [("Content-Type", "text/plain")])
        return [b"ok"]

    def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
        seen["headers"] = dict(headers)
        return len

    environ: dict[str, Any] = {"PATH_INFO": path, **headers}
    setup_testing_defaults(environ)
    answer = watched(application, behind_proxy=behind_proxy)(environ, start_response)
    assert list(answer) == [b"ok"]
    request_id.set("")
    return seen["headers"]["X-Request-ID"], seen["logged"]


def counted() -> dict[str, float]:
    pairs = (line.rpartition(" ") for line in latency.lines() if line[0] != "#")
    return {name: float(value) for name, _space, value in pairs}


def test_nginx_says_the_number() -> None:
    assert ask(True, HTTP_X_REQUEST_ID=GIVEN) == (GIVEN, GIVEN)


@pytest.mark.parametrize(
    "given", ["", "short", GIVEN + "0", "é" * 32, "a\nb" + "c" * 29, '"' * 32]
)
def test_what_is_no_number_is_replaced(given: str) -> None:
    said, logged = ask(True, HTTP_X_REQUEST_ID=given)

    assert said == logged != given
    assert re.fullmatch("[0-9a-f]{32}", said)


def test_without_nginx_a_visitor_is_not_believed() -> None:
    assert GIVEN not in ask(False, HTTP_X_REQUEST_ID=GIVEN)


def test_answers_are_counted_by_time_and_status() -> None:
    before = counted()
    ask(False)
    ask(False, status="503 Service Unavailable")
    after = counted()

    def grown(name: str) -> float:
        return after[name] - before[name]

    assert grown("kotopolku_request_seconds_count") == 2
    assert grown('kotopolku_request_seconds_bucket{le="+Inf"}') == 2
    assert grown('kotopolku_responses_total{status="2xx"}') == 1
    assert grown('kotopolku_responses_total{status="5xx"}') == 1
    assert grown('kotopolku_responses_total{status="4xx"}') == 0
    assert 0 < grown("kotopolku_request_seconds_sum") < 2


def test_probes_are_not_counted() -> None:
    before = counted()
    ask(False, path="/healthz")

    assert counted() == before


def test_limits_are_upper_limits_and_each_holds_the_ones_below() -> None:
    before = counted()
    for seconds in (0.0025, 0.003, 60.0):
        latency.observe(seconds, "200 OK")
    after = counted()
    grown = {
        limit: after[name] - before[name]
        for limit in (0.001, 0.0025, 0.005, 10.0, "+Inf")
        if (name := f'kotopolku_request_seconds_bucket{{le="{limit}"}}')
    }

    assert grown == {0.001: 0, 0.0025: 1, 0.005: 2, 10.0: 2, "+Inf": 3}
