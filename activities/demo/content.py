"""From the demo files into organisations, versions and schedules."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from activities.models import (
    Activity,
    Format,
    Language,
    Schedule,
    ScheduleBreak,
    ShortText,
    Slot,
    TargetGroup,
    Theme,
    Version,
)
from activities.models.choices import Welcome
from organisations.models import Organisation
from regions.models import Municipality
from regions.named import Named

Entry = Mapping[str, Any]
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TERMS: dict[str, tuple[str, type[Named]]] = {
    "themes": ("themes", Theme),
    "formats": ("formats", Format),
    "target_groups": ("target_groups", TargetGroup),
    "languages": ("languages", Language),
    "interpreted": ("interpreted_languages", Language),
    "municipalities": ("municipalities", Municipality),
}
ACCESS = {
    "wheelchair": "wheelchair",
    "toilet": "accessible_toilet",
    "induction_loop": "induction_loop",
    "parking": "accessible_parking",
    "quiet": "quiet_space",
}
ELIGIBILITY = ("residence_permit", "employment", "degree", "papers")


def translated(field: str, texts: Mapping[str, str] | None) -> dict[str, str]:
    return {f"{field}_{code}": text for code, text in (texts or {}).items()}


# No full_clean() here: it would ask the database about each constraint of each row,
# and the database holds them anyway.
def write_organisation(pk: int, entry: Entry) -> Organisation:
    organisation = Organisation(
        pk=pk,
        kind=entry["kind"],
        home_municipality=Municipality.objects.get(code=entry["municipality"]),
        phone=entry.get("phone", ""),
        email=entry.get("email", ""),
        website=entry.get("website", ""),
        **translated("name", entry["name"]),
        **translated("description", entry.get("description")),
    )
    organisation.clean_fields()
    organisation.save(force_insert=True)
    return organisation


def write_activity(pk: int, entry: Entry, organisation: Organisation) -> Activity:
    contact = entry["contact"]
    activity = Activity(
        pk=pk,
        organisation=organisation,
        kind=entry["kind"],
        check_interval=entry.get("interval", 6),
        contact_name=contact.get("name", ""),
        phone=contact.get("phone", ""),
        email=contact.get("email", ""),
        website=contact.get("website", ""),
        **translated("contact_hours", contact.get("hours")),
    )
    activity.clean_fields(exclude=["organisation"])
    activity.save(force_insert=True)
    return activity


class Codes:
    """The ids of terms and places by code, read once for all entries."""

    def __init__(self) -> None:
        self.ids = {
            model: dict(model._default_manager.values_list("code", "pk"))
            for _field, model in TERMS.values()
        }

    def of(self, model: type[Named], codes: Iterable[str]) -> list[int]:
        return [self.ids[model][code] for code in codes]


def write_version(activity: Activity, entry: Entry, codes: Codes) -> Version:
    version = Version(activity=activity, number=1, **_fields(entry))
    version.clean_fields(exclude=["activity"])
    version.save()
    for key, (field, model) in TERMS.items():
        getattr(version, field).add(*codes.of(model, entry.get(key, [])))
    for short in entry.get("short_texts", []):
        (language,) = codes.of(Language, [short["language"]])
        text = ShortText(version=version, language_id=language, text=short["text"])
        text.clean_fields()
        text.save()
    for schedule in entry.get("schedules", []):
        write_schedule(version, schedule)
    return version


def _fields(entry: Entry) -> dict[str, Any]:
    """The columns of a version, from one entry of a file."""
    venue, count = entry.get("venue", {}), entry.get("duration", [None, ""])
    low, high = entry.get("ages", [None, None])
    eligibility, access = entry.get("eligibility", {}), entry.get("access", {})
    last_day = entry.get("registration_by_days")
    return {
        "welcome": entry.get("welcome") or Welcome.ALL,
        "min_age": low,
        "max_age": high,
        "proficiency": entry.get("level", ""),
        "duration_count": count[0],
        "duration_unit": count[1],
        "nationwide": entry.get("nationwide", False),
        "online": entry.get("online", False),
        "on_site": entry.get("on_site", True),
        "online_url": entry.get("online_url", ""),
        "address": venue.get("address", ""),
        "postcode": venue.get("postcode", ""),
        "district": venue.get("district", ""),
        "price": entry.get("price", ""),
        "price_amount": Decimal(amount)
        if (amount := entry.get("price_amount"))
        else None,
        "price_per": entry.get("price_per", ""),
        "registration": entry.get("registration", ""),
        "registration_by": _day(last_day) if last_day is not None else None,
        "registration_url": entry.get("registration_url", ""),
        "child_care": entry.get("child_care", ""),
        **{field: eligibility.get(field, "") for field in ELIGIBILITY},
        **{field: access.get(key, "") for key, field in ACCESS.items()},
        **_texts(entry, venue),
    }


def _texts(entry: Entry, venue: Mapping[str, Any]) -> dict[str, str]:
    fields = (
        "title",
        "summary",
        "description",
        "plain",
        "price_note",
        "registration_note",
    )
    texts = {
        **translated("eligibility_note", entry.get("eligibility", {}).get("note")),
        **translated("venue", venue.get("name")),
        **translated("directions", venue.get("directions")),
    }
    for field in fields:
        texts |= translated(field, entry.get(field))
    return texts


def write_schedule(version: Version, entry: Entry) -> Schedule:
    first, last = entry.get("period", [None, None])
    interval = entry.get("every", 1)
    if interval > 1 and first is None:
        first = 0
    schedule = Schedule(
        version=version,
        rule=entry["rule"],
        interval=interval,
        week=entry.get("week"),
        start_date=_day(first) if first is not None else None,
        end_date=_day(last) if last is not None else None,
        meets_on_holidays=entry.get("holidays", ""),
    )
    schedule.clean_fields(exclude=["version"])
    schedule.save()
    slots = list(_slots(schedule, entry))
    for slot in slots:
        slot.clean_fields(exclude=["schedule"])
    Slot.objects.bulk_create(slots)
    ScheduleBreak.objects.bulk_create(
        ScheduleBreak(schedule=schedule, first_date=_day(first), last_date=_day(last))
        for first, last in entry.get("breaks", [])
    )
    return schedule


def _slots(schedule: Schedule, entry: Entry) -> Iterable[Slot]:
    pairs: Iterable[tuple[str, dt.date | None, str]]
    if entry["rule"] == Schedule.Rule.HOURS:
        pairs = [(day, None, time) for day, time in entry["hours"]]
    elif entry["rule"] == Schedule.Rule.DATES:
        pairs = [("mo", _day(day), entry["time"]) for day in entry["dates"]]
    else:
        days = entry.get("days") or [entry[key] for key in ("day",) if key in entry]
        pairs = [(day, None, entry["time"]) for day in days]
    for day, date, time in pairs:
        starts_at, ends_at = _times(time)
        yield Slot(
            schedule=schedule,
            weekday=DAYS.index(day),
            date=date,
            starts_at=starts_at,
            ends_at=ends_at,
        )


def _times(text: str) -> tuple[dt.time, dt.time | None]:
    starts, _dash, ends = text.replace("–", "-").partition("-")
    first = dt.time.fromisoformat(f"{starts:0>5}")
    return first, dt.time.fromisoformat(f"{ends:0>5}") if ends else None


def _day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)
