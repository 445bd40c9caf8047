"""The dates on which an activity meets, computed in Europe/Helsinki.

Rules follow RFC 5545 (python-dateutil). Times are wall-clock times: a meeting at
17:00 is at 17:00 before and after a change of daylight-saving time.
"""

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays
from dateutil import rrule
from django.utils import timezone

from activities.models.choices import YesNo
from activities.models.schedule import Schedule, ScheduleBreak, Slot

if TYPE_CHECKING:
    from activities.models import Activity, CancelledDate

HELSINKI = ZoneInfo("Europe/Helsinki")
DAY = dt.timedelta(days=1)
# Nobody plans further; and a rule that never meets must come to an end.
HORIZON = dt.timedelta(days=2 * 366)


@dataclass(frozen=True)
class Occurrence:
    """One meeting; `ends` is None where only the start is known."""

    starts: dt.datetime
    ends: dt.datetime | None
    cancelled: "CancelledDate | None" = None

    @property
    def over_at(self) -> dt.datetime:
        return self.ends or self.starts


def upcoming(activity: "Activity", limit: int = 3) -> list[Occurrence]:
    """The next meetings that are not over yet, cancelled ones among them."""
    now = timezone.now()
    return list(islice((o for o in _coming(activity) if o.over_at > now), limit))


def next_occurrence(activity: "Activity") -> Occurrence | None:
    """The next meeting that takes place."""
    now = timezone.now()
    return next((o for o in held(activity) if o.over_at > now), None)


def held(activity: "Activity") -> Iterator[Occurrence]:
    """Meetings that take place, from yesterday's on: what began then may last past
    midnight.
    """
    return (o for o in _coming(activity) if not o.cancelled)


def _coming(activity: "Activity") -> Iterator[Occurrence]:
    """From yesterday on, without those that begin on a day of the entry's break."""
    if activity.public_version is None:
        return iter([])
    first = timezone.localdate() - DAY
    if activity.break_until is not None:
        first = max(first, day_after(activity.break_until))
    schedules = activity.public_version.schedules.all()
    found = occurrences(schedules, first)
    cancelled = list(activity.cancelled_dates.all())
    return with_cancelled(found, cancelled) if cancelled else found


def with_cancelled(
    found: Iterable[Occurrence], cancelled: list["CancelledDate"]
) -> Iterator[Occurrence]:
    for occurrence in found:
        match = next((day for day in cancelled if _is_of(occurrence, day)), None)
        yield Occurrence(occurrence.starts, occurrence.ends, match)


def _is_of(occurrence: Occurrence, cancelled: "CancelledDate") -> bool:
    if cancelled.starts_at is None:
        return occurrence.starts.astimezone(HELSINKI).date() == cancelled.date
    return occurrence.starts == _instant(cancelled.date, cancelled.starts_at)


def occurrences(schedules: Iterable[Schedule], first: dt.date) -> Iterator[Occurrence]:
    """Meetings of several schedules from a date on, in order of time."""
    each = [_of_slot(s, slot, first) for s in schedules for slot in s.slots.all()]
    return heapq.merge(*each, key=attrgetter("starts"))


def _of_slot(schedule: Schedule, slot: Slot, first: dt.date) -> Iterator[Occurrence]:
    breaks = list(schedule.breaks.all())
    for day in rule_dates(schedule, slot, first):
        if not is_left_out(schedule, breaks, day):
            yield slot_occurrence(slot, day)


def rule_dates(schedule: Schedule, slot: Slot, first: dt.date) -> Iterator[dt.date]:
    """The dates of the rule alone, from `first` on."""
    if slot.date is not None:
        return iter([slot.date] if slot.date >= first else [])
    start = max(first, schedule.start_date or first)
    horizon = timezone.localdate() + HORIZON
    end = min(horizon, schedule.end_date or horizon)
    if start > end:
        return iter([])
    found = _rule(schedule, slot, start, until=_midnight(end))
    return (moment.date() for moment in found if moment.date() >= start)


def _rule(
    schedule: Schedule, slot: Slot, start: dt.date, until: dt.datetime
) -> rrule.rrule:
    """Counted from the month, or from the Monday of the latest week that counts."""
    weekday = rrule.weekday(slot.weekday)
    if schedule.rule == Schedule.Rule.MONTHLY:
        month = _midnight(start.replace(day=1))
        nth = weekday(schedule.week or 1)
        return rrule.rrule(rrule.MONTHLY, month, byweekday=nth, until=until)
    origin = schedule.start_date or start
    origin -= DAY * origin.weekday()
    weeks = (start - origin).days // 7
    monday = _midnight(origin + DAY * 7 * (weeks - weeks % schedule.interval))
    return rrule.rrule(
        rrule.WEEKLY,
        monday,
        interval=schedule.interval,
        wkst=rrule.MO,
        byweekday=weekday,
        until=until,
    )


def is_left_out(schedule: Schedule, breaks: list[ScheduleBreak], day: dt.date) -> bool:
    if any(pause.first_date <= day <= pause.last_date for pause in breaks):
        return True
    return schedule.meets_on_holidays == YesNo.NO and is_holiday(day)


def is_holiday(day: dt.date) -> bool:
    """Whether it is a public holiday in Finland, the eves of Christmas and Midsummer
    included: the list of the `holidays` package, which cites the acts.
    """
    return day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays("FI", years=year))


def slot_occurrence(slot: Slot, day: dt.date) -> Occurrence:
    starts = _instant(day, slot.starts_at)
    if slot.ends_at is None:
        return Occurrence(starts, None)
    ends = _instant(slot.last_day(day), slot.ends_at)
    # Where the clock skips an hour, an end within it would come before the start.
    return Occurrence(starts, max(starts, ends))


def day_after(day: dt.date) -> dt.date:
    """The last of all days for "until further notice", typed as 31.12.9999."""
    return day + min(DAY, dt.date.max - day)


def _instant(day: dt.date, at: dt.time) -> dt.datetime:
    """In UTC. A time that the clock skips is counted with the offset before it, and
    of one that comes twice the first is meant (RFC 5545, 3.3.5).
    """
    return dt.datetime.combine(day, at, HELSINKI).astimezone(dt.UTC)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
