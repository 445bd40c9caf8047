"""Dates, times and rules of meeting in words, as TONE has them in each language."""

import datetime as dt
from collections.abc import Iterable

from django.utils import formats, timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from activities.models.schedule import Schedule, Slot

NBSP = "\N{NO-BREAK SPACE}"
SHORT_WEEKDAYS: tuple[str | Promise, ...] = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)
ORDINALS = {
    1: _("first"),
    2: _("second"),
    3: _("third"),
    4: _("fourth"),
    -1: _("last"),
}


def date(day: dt.date) -> str:
    """3.11.2026, 3.11.2026, 3 November 2026"""
    return formats.date_format(day, "DATE_FORMAT")


def short_date(day: dt.date) -> str:
    """26.11., 26.11, 26 November; with the year when it is not this one."""
    if day.year != timezone.localdate().year:
        return date(day)
    return formats.date_format(day, "MONTH_DAY_FORMAT")


def weekday(number: int) -> str:
    return str(WEEKDAYS[number])


def short_weekday(number: int) -> str:
    return str(SHORT_WEEKDAYS[number])


def times(starts: dt.time, ends: dt.time | None) -> str:
    """17–19 or 17.30–19 (fi, sv); 17:00–19:00 (en); only the start when open."""
    return "–".join(_time(at) for at in (starts, ends) if at is not None)


def clock(starts: dt.time, ends: dt.time | None) -> str:
    """The same with the word before it: klo 17–19, kl. 17–19, 17:00–19:00."""
    word = {"fi": f"klo{NBSP}", "sv": f"kl.{NBSP}"}.get(get_language() or "", "")
    return word + times(starts, ends)


def _time(at: dt.time) -> str:
    if get_language() == "en":
        return f"{at:%H:%M}"
    return f"{at.hour}.{at:%M}" if at.minute else str(at.hour)


def period(first: dt.date | None, last: dt.date | None) -> str:
    """1.9.–15.12.2026, or where it starts or ends; empty when it just goes on."""
    if first and last:
        same_year = first.year == last.year
        start = formats.date_format(
            first, "MONTH_DAY_FORMAT" if same_year else "DATE_FORMAT"
        )
        dash = " – " if get_language() == "en" else "–"
        return f"{start}{dash}{date(last)}"
    if last:
        return gettext("Ends on {date}").format(date=date(last))
    if first and first > timezone.localdate():
        return gettext("Starts on {date}").format(date=date(first))
    return ""


def joined(names: Iterable[str]) -> str:
    """maanantai, tiistai ja torstai"""
    *most, last = names
    if not most:
        return last
    return gettext("{names} and {last}").format(names=", ".join(most), last=last)


def rule_in_words(schedule: Schedule) -> list[str]:
    """The rule as sentences: when, in which period, with which exceptions."""
    return rhythm(schedule) + _exceptions(schedule)


def rhythm(schedule: Schedule) -> list[str]:
    """The rule without its exceptions."""
    if schedule.rule == Schedule.Rule.AGREEMENT:
        return [gettext("Time by agreement")]
    if schedule.rule == Schedule.Rule.ALWAYS:
        return [gettext("Open 24 hours a day")]
    slots = list(schedule.slots.all())
    lines = [_line(schedule, group) for group in _same_times(slots)]
    if schedule.rule != Schedule.Rule.DATES:
        span = period(schedule.start_date, schedule.end_date)
        if span and len(lines) == 1:
            lines = [f"{lines[0]}, {span}" if span[0].isdigit() else lines[0]]
        if span and (len(lines) != 1 or not span[0].isdigit()):
            lines.append(span)
    return lines


def _line(schedule: Schedule, slots: list[Slot]) -> str:
    first = slots[0]
    at = clock(first.starts_at, first.ends_at)
    if schedule.rule == Schedule.Rule.DATES:
        return joined(short_date(slot.date) for slot in slots if slot.date) + f", {at}"
    days = joined(weekday(slot.weekday) for slot in slots)
    if schedule.rule == Schedule.Rule.MONTHLY:
        return gettext("The {ordinal} {weekday} of the month, {at}").format(
            ordinal=ORDINALS[schedule.week or 1], weekday=days, at=at
        )
    if schedule.interval == 1:
        return gettext("Every {weekday}, {at}").format(weekday=days, at=at)
    if schedule.interval == 2:
        return gettext("Every other week: {weekday}, {at}").format(weekday=days, at=at)
    return gettext("Every {n} weeks: {weekday}, {at}").format(
        n=schedule.interval, weekday=days, at=at
    )


def _same_times(slots: list[Slot]) -> list[list[Slot]]:
    """Slots with the same times stand in one sentence."""
    groups: dict[tuple[dt.time, dt.time | None], list[Slot]] = {}
    for slot in slots:
        groups.setdefault((slot.starts_at, slot.ends_at), []).append(slot)
    return list(groups.values())


def _exceptions(schedule: Schedule) -> list[str]:
    lines = []
    coming = [b for b in schedule.breaks.all() if b.last_date >= timezone.localdate()]
    for pause in coming:
        if pause.first_date == pause.last_date:
            text = gettext("No sessions on: {dates}").format(
                dates=date(pause.first_date)
            )
        else:
            text = pgettext("pause", "Break {dates}").format(
                dates=period(pause.first_date, pause.last_date)
            )
        lines.append(text)
    if schedule.meets_on_holidays == "no":
        lines.append(gettext("No sessions on public holidays."))
    return lines
