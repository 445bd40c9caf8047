"""Dates and times as people type them: 3.11.2026, 3.11.26, 3.11., 17, 17.30, 17:30."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.wording import times

DATE = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*(?:[./]\s*(\d{4}|\d{2})?)?")
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
TIME = re.compile(r"(?:klo|kl\.?)?\s*(\d{1,2})(?:\s*[.:,]\s*(\d{2}))?")
DASH = re.compile(r"\s*[–—-]\s*")


def written_date(day: dt.date) -> str:
    """As a field shows it in every language; the month is never a word to type."""
    return f"{day.day}.{day.month}.{day.year}"


def written_time(at: dt.time) -> str:
    return times(at, None)


def read_date(text: str) -> dt.date:
    """Raises ValidationError, which says how to write it."""
    typed = text.strip()
    try:
        if found := ISO_DATE.fullmatch(typed):
            year, month, day = (int(part) for part in found.groups())
            return dt.date(year, month, day)
        if found := DATE.fullmatch(typed):
            return _with_year(int(found[1]), int(found[2]), found[3] or "")
    except ValueError:
        pass
    example = written_date(timezone.localdate())
    raise ValidationError(
        _("Write the date like this: {example}").format(example=example)
    )


def _with_year(day: int, month: int, year: str) -> dt.date:
    """Without a year, the next such day from half a year ago on."""
    if year:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    today = timezone.localdate()
    found = dt.date(today.year, month, day)
    if (today - found).days > 182:
        return dt.date(today.year + 1, month, day)
    return found


def read_time(text: str) -> dt.time:
    """Raises ValidationError, which says how to write it."""
    if found := TIME.fullmatch(text.strip().lower()):
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour <= 23 and minute <= 59:
            return dt.time(hour, minute)
    example = times(dt.time(17, 30), None)
    raise ValidationError(
        _("Write the time like this: {example}").format(example=example)
    )


def read_dates(text: str) -> list[dt.date]:
    """One on a line, or several with commas or spaces between them."""
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    return sorted({_of_line(part, read_date) for part in parts})


def read_pauses(text: str) -> list[tuple[dt.date, dt.date]]:
    """A day or a period on each line: 24.12.2026 or 21.12.2026–6.1.2027."""
    return sorted(
        {_of_line(line, _pause) for line in text.splitlines() if line.strip()}
    )


def _pause(line: str) -> tuple[dt.date, dt.date]:
    if ISO_DATE.fullmatch(line.strip()):
        return (read_date(line),) * 2
    first, *rest = DASH.split(line.strip(), maxsplit=1)
    begins = read_date(first)
    ends = read_date(rest[0]) if rest else begins
    if ends < begins:
        raise ValidationError(_("The last date is before the first. Check the dates."))
    return begins, ends


def _of_line(line: str, read: Any) -> Any:
    """What was read, or the message with the text that it is about."""
    try:
        return read(line)
    except ValidationError as unclear:
        raise ValidationError(f"“{line.strip()}”: {unclear.messages[0]}") from unclear


class DateField(forms.Field):
    """A plain text field: the browser's own calendar differs on every old phone."""

    widget = forms.TextInput(
        attrs={"class": "input input--date", "autocomplete": "off"}
    )

    def prepare_value(self, value: Any) -> Any:
        return written_date(value) if isinstance(value, dt.date) else value

    def to_python(self, value: Any) -> dt.date | None:
        return read_date(str(value)) if str(value or "").strip() else None


class TimeField(forms.Field):
    widget = forms.TextInput(
        attrs={"class": "input input--time", "autocomplete": "off"}
    )

    def prepare_value(self, value: Any) -> Any:
        return written_time(value) if isinstance(value, dt.time) else value

    def to_python(self, value: Any) -> dt.time | None:
        return read_time(str(value)) if str(value or "").strip() else None
