"""The dates of an entry that its editors can cancel or restore."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from activities import wording
from activities.models import Activity, CancelledDate
from activities.recurrence import HELSINKI, Occurrence, occurrences, upcoming
from activities.texts import Text, text_of

SHOWN = 6
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Coming:
    """A date that takes place; `value` names it in a form."""

    value: str
    label: str


@dataclass(frozen=True)
class Off:
    cancelled: CancelledDate
    label: str
    reason: Text


def coming(activity: Activity) -> list[Coming]:
    """The next dates. Where a day has several times, each can be cancelled alone."""
    found = [one for one in upcoming(activity, limit=2 * SHOWN) if not one.cancelled]
    days = Counter(_local(one).date() for one in found)
    return [_coming(one, days[_local(one).date()] > 1) for one in found[:SHOWN]]


def cancelled(activity: Activity) -> list[Off]:
    """What is cancelled from today on."""
    days = activity.cancelled_dates.filter(date__gte=timezone.localdate())
    return [
        Off(one, label_of(one.date, one.starts_at), text_of(one, "reason"))
        for one in days
    ]


def meets(activity: Activity, day: dt.date, at: dt.time | None = None) -> bool:
    """Whether the public version has a meeting that begins then."""
    if activity.public_version is None:
        return False
    for one in occurrences(activity.public_version.schedules.all(), day):
        starts = _local(one)
        if starts.date() > day:
            return False
        if at is None or starts.time() == at:
            return True
    return False


def label_of(
    day: dt.date, at: dt.time | None = None, ends: dt.time | None = None
) -> str:
    """Tomorrow, Monday 23 November, 17:00–19:00"""
    words = f"{wording.weekday(day.weekday())} {wording.short_date(day)}"
    near = {0: _("Today"), 1: _("Tomorrow")}.get((day - timezone.localdate()).days)
    parts = [near, words, wording.clock(at, ends) if at else ""]
    return ", ".join(part for part in parts if part)


def _coming(one: Occurrence, several: bool) -> Coming:
    starts = _local(one)
    ends = one.ends.astimezone(HELSINKI).time() if one.ends else None
    value = starts.date().isoformat()
    return Coming(
        f"{value} {starts:%H:%M}" if several else value,
        label_of(starts.date(), starts.time(), ends),
    )


def _local(one: Occurrence) -> dt.datetime:
    return one.starts.astimezone(HELSINKI)
