"""Dates and numbers look as TONE says, in each language."""

from datetime import date, datetime

import pytest
from django.utils.formats import date_format, number_format, sanitize_separators
from django.utils.translation import override

DAY = date(2026, 11, 3)
MOMENT = datetime(2026, 11, 3, 17, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("language", "day", "moment", "month_day"),
    [
        ("fi", "3.11.2026", "3.11.2026 klo\u00a017.05", "3.11."),
        ("sv", "3.11.2026", "3.11.2026 kl.\u00a017.05", "3.11"),
        ("en", "3 November 2026", "3 November 2026, 17:05", "3 November"),
    ],
)
def test_dates(language: str, day: str, moment: str, month_day: str) -> None:
    with override(language):
        assert date_format(DAY) == date_format(DAY, "SHORT_DATE_FORMAT") == day
        assert date_format(MOMENT, "DATETIME_FORMAT") == moment
        assert date_format(DAY, "MONTH_DAY_FORMAT") == month_day


@pytest.mark.parametrize(
    ("language", "number"),
    [("fi", "1\u00a0500,25"), ("sv", "1\u00a0500,25"), ("en", "1,500.25")],
)
def test_numbers(language: str, number: str) -> None:
    with override(language):
        assert number_format(1500.25, force_grouping=True) == number
        assert sanitize_separators("2,5" if language != "en" else "2.5") == "2.5"
