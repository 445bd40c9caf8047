"""An activity as an iCalendar file (RFC 5545), with its exceptions."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vRecur

from activities.models import Activity, Schedule, Slot, Version
from activities.recurrence import (
    HELSINKI,
    day_after,
    is_left_out,
    rule_dates,
)
from activities.texts import text_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_of(activity: Activity) -> bytes:
    """One event for each weekly or monthly time, one for each chosen date."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kotopolku//Kotopolku//FI")
    calendar.add("version", "2.0")
    version = activity.published_version
    # Not a text to the library: it would not write a line break as \n.
    name = " ".join(text_of(version, "title").value.split())
    calendar.add("x-wr-calname", name)
    for schedule in version.schedules.all():
        for slot in schedule.slots.all():
            if event := _event(activity, version, schedule, slot):
                calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(
    activity: Activity, version: Version, schedule: Schedule, slot: Slot
) -> Event | None:
    """None for a time that has no date left."""
    first_day = schedule.start_date or timezone.localdate(version.approved_at)
    if activity.is_on_break and activity.break_until:
        first_day = max(first_day, day_after(activity.break_until))
    days = list(rule_dates(schedule, slot, first_day))
    breaks = list(schedule.breaks.all())
    off = [
        d for d in days if is_left_out(schedule, breaks, d) or _off(activity, slot, d)
    ]
    if not days or len(off) == len(days):
        return None
    event = Event()
    _describe(event, activity, version)
    # Times of the wall, also where the clock skips them: the rule goes on from here.
    event.add("dtstart", _on_the_wall(days[0], slot.starts_at))
    if slot.ends_at is not None:
        event.add("dtend", _on_the_wall(slot.last_day(days[0]), slot.ends_at))
    event.add("uid", f"{activity.pk}-{slot.pk}@{settings.SITE_URL.split('//')[1]}")
    if slot.date is None:
        event.add("rrule", _rrule(schedule, slot))
        for day in off:
            event.add("exdate", _on_the_wall(day, slot.starts_at))
    return event


def _describe(event: Event, activity: Activity, version: Version) -> None:
    event.add("summary", text_of(version, "title").value)
    event.add("description", text_of(version, "summary").value)
    event.add("dtstamp", version.approved_at)
    event.add("last-modified", version.approved_at)
    event.add("url", settings.SITE_URL + activity.get_absolute_url())
    venue = text_of(version, "venue").value
    towns = ", ".join(str(m.name) for m in version.municipalities.all())
    place = [venue, version.address, f"{version.postcode} {towns}".strip()]
    event.add("location", ", ".join(part for part in place if part))
    if version.latitude is not None and version.longitude is not None:
        event.add("geo", (version.latitude, version.longitude))


def _rrule(schedule: Schedule, slot: Slot) -> vRecur:
    day = WEEKDAYS[slot.weekday]
    if schedule.rule == Schedule.Rule.MONTHLY:
        rule = vRecur(freq="MONTHLY", byday=f"{schedule.week}{day}")
    else:
        rule = vRecur(freq="WEEKLY", interval=schedule.interval, byday=day, wkst="MO")
    if schedule.end_date:
        last = _on_the_wall(schedule.end_date, dt.time(23, 59, 59))
        rule["until"] = [last.astimezone(dt.UTC)]
    return rule


def _on_the_wall(day: dt.date, at: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, at, HELSINKI)


def _off(activity: Activity, slot: Slot, day: dt.date) -> bool:
    return any(
        cancelled.date == day and cancelled.starts_at in (None, slot.starts_at)
        for cancelled in activity.cancelled_dates.all()
    )
