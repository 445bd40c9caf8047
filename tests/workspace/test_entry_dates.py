"""Dates and times as people write them."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from workspace.forms.dates import read_date, read_dates, read_pauses, read_time

NOVEMBER = dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    ["3.11.2026", "03.11.2026", "3.11.26", "2026-11-03", " 3. 11. 2026 ", "3/11/2026"],
)
def test_dates(text: str) -> None:
    assert read_date(text) == NOVEMBER


@pytest.mark.parametrize(
    ("text", "year"),
    [("24.12.", 2026), ("24.12", 2026), ("1.10.", 2026), ("7.1.", 2027)],
)
@time_machine.travel("2026-11-22")
def test_a_year_that_goes_without_saying(text: str, year: int) -> None:
    assert read_date(text).year == year


@pytest.mark.parametrize(
    "text", ["", "x", "31.2.2026", "3.13.2026", "2026", "3.11.2026 klo 17", "29.2.2027"]
)
def test_unclear_dates(text: str) -> None:
    with pytest.raises(ValidationError):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("17", "17:00"),
        ("17.30", "17:30"),
        ("17:30", "17:30"),
        ("klo 9", "09:00"),
        ("kl. 9.15", "09:15"),
        ("0", "00:00"),
    ],
)
def test_times(text: str, time: str) -> None:
    assert read_time(text) == dt.time.fromisoformat(time)


@pytest.mark.parametrize("text", ["", "24", "17.60", "ilta", "17–19"])
def test_unclear_times(text: str) -> None:
    with pytest.raises(ValidationError):
        read_time(text)


def test_lists_of_dates() -> None:
    typed = "3.11.2026, 10.11.2026;17.11.2026\n3.11.2026"
    assert [day.day for day in read_dates(typed)] == [3, 10, 17]


def test_the_unclear_one_is_named() -> None:
    with pytest.raises(ValidationError, match="joulu"):
        read_dates("3.11.2026 joulu")


@pytest.mark.parametrize("dash", ["–", "-", " - ", "—"])
def test_pauses(dash: str) -> None:
    typed = f"6.12.2026\n\n21.12.2026{dash}6.1.2027\n2026-11-03"
    assert read_pauses(typed) == [
        (NOVEMBER, NOVEMBER),
        (dt.date(2026, 12, 6), dt.date(2026, 12, 6)),
        (dt.date(2026, 12, 21), dt.date(2027, 1, 6)),
    ]


def test_a_pause_the_wrong_way_round() -> None:
    with pytest.raises(ValidationError):
        read_pauses("6.1.2027–21.12.2026")
