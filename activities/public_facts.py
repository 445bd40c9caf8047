"""What a document says of an entry, read from its rows; see `activities.facts`."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

from django.utils import timezone

from activities.facts import ACCESS, DAYS, MEETINGS_AHEAD, TIMES, Facts
from activities.models import Activity, Schedule, Slot, Version
from activities.models.activity import HIDDEN_AFTER
from activities.models.choices import (
    ChildCare,
    Price,
    Proficiency,
    Registration,
    Welcome,
    YesNo,
)
from activities.recurrence import DAY, HELSINKI, held
from regions.models import Municipality
from regions.named import Named
from textanalysis.matching import Tokens

NEVER = dt.date.min


def facts_of(activity: Activity, tokens: Tokens) -> Facts:
    """Of what was loaded by `documents.loaded`; asks the database nothing."""
    version = activity.published_version
    schedules = list(version.schedules.all())
    facts: Facts = {
        "id": activity.pk,
        "kind": activity.kind,
        "listed_until": _listed_until(activity, schedules).isoformat(),
        "checked_on": f"{activity.checked_on}",
        "published_at": activity.published_at.timestamp()
        if activity.published_at
        else 0.0,
        "values": {name: found for name, found in _values(activity, version) if found},
        "anywhere": version.nationwide or version.online,
        "open_to_others": version.welcome in (Welcome.ALL, Welcome.FIRST),
        "min_age": version.min_age,
        "max_age": version.max_age,
        "level_stated": bool(version.proficiency),
        "meets": sorted(set(_meets(schedules)), key=str),
        "meetings": list(_meetings(activity)),
        "places": _places(version),
        "tokens": {name: " ".join(found) for name, found in tokens.items()},
    }
    if (last := _always_until(schedules)) is not None:
        facts["always_until"] = last
    return facts


def _listed_until(activity: Activity, schedules: list[Schedule]) -> dt.date:
    """The last day of Activity.objects.public(), as long as nobody changes it."""
    due = activity.check_due_on or NEVER
    ends = [_last_date(schedule) for schedule in schedules]
    return min(due + HIDDEN_AFTER, max(ends, default=dt.date.max))


def _last_date(schedule: Schedule) -> dt.date:
    """The last day of Schedule.objects.going_on()."""
    endless = NEVER if schedule.rule == Schedule.Rule.DATES else dt.date.max
    return schedule.last_date or endless


def _values(activity: Activity, version: Version) -> Iterator[tuple[str, list[str]]]:
    towns = list(version.municipalities.all())
    yield "municipality", _codes(towns)
    yield "region", sorted({town.region.code for town in towns})
    yield "language", sorted(set(_languages(version)))
    yield "target", _codes(version.target_groups.all())
    yield "theme", _codes(version.themes.all())
    yield "format", _codes(version.formats.all())
    yield "level", _levels(version.proficiency)
    yield "welcome", [version.welcome] if version.welcome else []
    yield "free", ["1"] if version.price == Price.FREE else []
    yield "dropin", ["1"] if version.registration == Registration.NONE else []
    yield "online", ["1"] if version.online else []
    yield "childcare", ["1"] if version.child_care == ChildCare.ARRANGED else []
    yield (
        "access",
        [
            name
            for name, field in ACCESS.items()
            if getattr(version, field) == YesNo.YES
        ],
    )
    yield "organisation", [str(activity.organisation_id)]


def _codes(terms: Iterable[Named]) -> list[str]:
    return sorted(term.code for term in terms)


def _languages(version: Version) -> Iterator[str]:
    """An easy form counts for its language as well."""
    for language in (
        *version.languages.all(),
        *version.interpreted_languages.all(),
    ):
        yield language.code
        yield language.code.split("-x-")[0]


@cache
def _levels(needed: str) -> list[str]:
    """Those with which one may join."""
    return [level for level in Proficiency.values if needed in Proficiency.up_to(level)]


def _meets(schedules: list[Schedule]) -> Iterator[tuple[str, str, str | None]]:
    for schedule in schedules:
        last = _last_date(schedule)
        for slot in schedule.slots.all():
            until = min(last, slot.date or dt.date.max)
            if until != NEVER:
                end = None if until == dt.date.max else until.isoformat()
                yield DAYS[slot.weekday], _time_of_day(slot), end


def _time_of_day(slot: Slot) -> str:
    hour = slot.starts_at.hour
    return next(name for name, (first, end) in TIMES.items() if first <= hour < end)


def _always_until(schedules: list[Schedule]) -> str | None:
    ends = [_last_date(one) for one in schedules if one.rule == Schedule.Rule.ALWAYS]
    if not ends:
        return None
    return "" if max(ends) == dt.date.max else max(ends).isoformat()


def _meetings(activity: Activity) -> Iterator[tuple[int, int]]:
    last = timezone.localdate() + MEETINGS_AHEAD * DAY
    for meeting in held(activity):
        yield int(meeting.starts.timestamp()), int(meeting.over_at.timestamp())
        if meeting.starts.astimezone(HELSINKI).date() > last:
            return


def _places(version: Version) -> list[tuple[float, float]]:
    if version.latitude is not None and version.longitude is not None:
        return [(version.latitude, version.longitude)]
    return [_seat(town) for town in version.municipalities.all()]


def _seat(town: Municipality) -> tuple[float, float]:
    return town.seat_latitude, town.seat_longitude
