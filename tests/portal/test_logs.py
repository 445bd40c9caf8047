"""Lines of the log: for people and for programs, and without what is personal."""

import json
import logging
import sys
import time

import pytest

from portal.logs import JsonLines, TextLines, logging_of, request_id, without_personal

SIGNED = "eyJhY3RpdmF0eSI6MX0:1sWxYz:" + "Ab-_9" * 8 + "abc"
RESET = "1-cxk2ab-" + "0123456789abcdef" * 2


def record(message: str, *arguments: object, error: bool = False) -> logging.LogRecord:
    return logging.LogRecord(
        *("kotopolku.test", logging.WARNING, __file__, 1, message, arguments),
        sys.exc_info() if error else None,
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Mail to ada.l+1@kotikulma.example.fi waits", "Mail to (address) waits"),
        ("Key (email)=(ada@example.org) exists", "Key (email)=((address)) exists"),
        ("Not Found: /fi/?q=ompelu&where=Oulu", "Not Found: /fi/?…"),
        (f"Gone: /en/checks/{SIGNED}/", "Gone: /en/checks/(token)/"),
        (f"Not Found: /en/account/{RESET}/", "Not Found: /en/account/(token)/"),
        ("Is it so? Yes.", "Is it so? Yes."),
        (
            "Not Found: /fi/toiminta/12-suomen-kielen-alkeiskurssi-aikuisille/",
            "Not Found: /fi/toiminta/12-suomen-kielen-alkeiskurssi-aikuisille/",
        ),
        ("At 12:30:00 http://[::1]:8000/ ok", "At 12:30:00 http://[::1]:8000/ ok"),
    ],
)
def test_nothing_personal_is_written(said: str, written: str) -> None:
    assert without_personal(said) == written
    assert written in TextLines().format(record(said))
    assert json.loads(JsonLines().format(record(said)))["message"] == written


def test_long_lines_take_no_time() -> None:
    """Each of these would take minutes where every letter is tried anew."""
    begun = time.monotonic()
    for part in ("a.", "/a", "x", "/:" + "a" * 30, "?"):
        without_personal("/" + part * 50_000)

    assert time.monotonic() - begun < 10


def test_json_is_one_line_with_the_number_of_the_request() -> None:
    request_id.set("")
    assert "request_id" not in json.loads(JsonLines().format(record("Hello")))

    request_id.set("a" * 32)
    try:
        raise ValueError("ada@example.org\nsecond line")
    except ValueError:
        line = JsonLines().format(record('Broken: "%s"', "ä", error=True))
    request_id.set("")

    assert "\n" not in line
    said = json.loads(line)
    assert said["message"] == 'Broken: "ä"'
    assert (said["level"], said["logger"]) == ("WARNING", "kotopolku.test")
    assert said["request_id"] == "a" * 32
    assert said["time"].endswith("+00:00")
    assert "ValueError: (address)" in said["traceback"]


def test_text_ends_with_the_number_of_the_request() -> None:
    request_id.set("b" * 32)
    line = TextLines().format(record("Hello"))
    request_id.set("")

    assert line.endswith(f"WARNING kotopolku.test: Hello [{'b' * 32}]")


def test_setting_chooses_how_lines_are_written() -> None:
    for kind, lines in (("json", JsonLines), ("text", TextLines)):
        formatters = logging_of("", "INFO", kind)["formatters"]
        assert formatters == {"line": {"()": lines}}
