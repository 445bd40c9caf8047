"""The life of a demo entry: decided on, confirmed, cancelled, ended, withdrawn …"""

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from accounts.models import User
from activities.demo.content import Entry, translated
from activities.models import Activity, Schedule, Slot, Version
from activities.models.activity import HIDDEN_AFTER, UNCONFIRMED_AFTER
from activities.recurrence import HELSINKI, upcoming

OPEN = ("draft", "submitted", "returned", "rejected")
WEEK = dt.timedelta(days=7)


def live(
    activity: Activity, version: Version, entry: Entry, editor: User, mona: User
) -> None:
    """Take the draft through everything that the entry says happened to it."""
    state = entry.get("state", "")
    if state in ("ended", "ended_long"):
        _end(version, days=30 if state == "ended" else 120)
    if state != "draft":
        version.submit(editor)
    if state == "returned":
        version.return_to_editor(
            mona, {"schedules": "Aika puuttuu tai on epäselvä. Lisää kellonaika."}
        )
    elif state == "rejected":
        version.reject(mona, "Tämä on yksittäinen tapahtuma.")
    elif state not in ("draft", "submitted"):
        version.approve(mona)
        _date(activity, version, entry, state)
        _cancel(activity, entry, editor)
        _then(activity, state, editor, mona)


def _then(activity: Activity, state: str, editor: User, mona: User) -> None:
    if state == "full":
        activity.set_full(editor, full=True)
    elif state == "break":
        activity.set_break(editor, timezone.localdate() + 3 * WEEK)
    elif state == "withdrawn":
        activity.withdraw(editor)
    elif state == "taken_down":
        activity.take_down(mona, "Järjestäjään ei saa yhteyttä.")


def _date(activity: Activity, version: Version, entry: Entry, state: str) -> None:
    """Published and checked in the past: no verb can do that, so columns are set."""
    now = timezone.now()
    published = now - dt.timedelta(days=entry.get("published_days_ago", 30))
    age = dt.timedelta(days=entry.get("checked_days_ago", 10))
    months = relativedelta(months=activity.check_interval)
    due = timezone.localdate() - age + months
    if state == "unconfirmed":
        due = timezone.localdate() - UNCONFIRMED_AFTER - WEEK
    elif state == "hidden":
        due = timezone.localdate() - HIDDEN_AFTER - WEEK
    Activity.objects.filter(pk=activity.pk).update(
        published_at=published, checked_on=due - months, check_due_on=due
    )
    Version.objects.filter(pk=version.pk).update(
        submitted_at=published - dt.timedelta(days=2), approved_at=published
    )
    version.decisions.update(at=published)


def _cancel(activity: Activity, entry: Entry, editor: User) -> None:
    for cancelled in entry.get("cancelled", []):
        coming = upcoming(activity, limit=cancelled["occurrence"])
        day = coming[-1].starts.astimezone(HELSINKI).date()
        activity.cancel_date(
            editor, day, None, **translated("reason", cancelled.get("reason"))
        )


def _end(version: Version, days: int) -> None:
    """Everything was over so many days ago."""
    last = timezone.localdate() - dt.timedelta(days=days)
    first = last - 10 * WEEK
    schedules = version.schedules.all()
    schedules.exclude(rule=Schedule.Rule.DATES).update(start_date=first, end_date=last)
    slots = list(Slot.objects.filter(schedule__in=schedules).exclude(date=None))
    dates = {slot.pk: slot.date for slot in slots if slot.date}
    back = last - max(dates.values(), default=last)
    for slot in sorted(slots, key=lambda one: dates[one.pk]):
        slot.date = dates[slot.pk] + back
        slot.save()
