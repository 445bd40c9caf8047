"""Entries of the reference as rows, in few queries."""

import datetime as dt
from collections.abc import Iterable

from activities.models import Activity, Schedule, Slot, Version
from organisations.models import Organisation
from tests import factories
from tests.factories import DAYS
from tests.search.reference import NOW, Entry, Plan

ACCESS = {
    "wheelchair": "wheelchair",
    "toilet": "accessible_toilet",
    "loop": "induction_loop",
    "parking": "accessible_parking",
    "quiet": "quiet_space",
}
# Field of a version -> field of an entry, and what makes the term.
LINKS = {
    "municipalities": ("municipality", factories.town),
    "languages": ("language", factories.language),
    "interpreted_languages": ("interpreted", factories.language),
    "target_groups": ("target", factories.target_group),
    "themes": ("theme", factories.theme),
    "formats": ("format", factories.format_of),
}


def build(entries: list[Entry]) -> list[int]:
    """The ids of the entries, in their order."""
    activities = Activity.objects.bulk_create(map(_activity, entries))
    versions = [_version(a, e) for a, e in zip(activities, entries, strict=True)]
    Version.objects.bulk_create(versions)
    for activity, version in zip(activities, versions, strict=True):
        activity.public_version = version
    Activity.objects.bulk_update(activities, ["public_version"])
    for name in LINKS:
        _link(name, versions, entries)
    _schedules(versions, entries)
    return [activity.pk for activity in activities]


def _activity(entry: Entry) -> Activity:
    return Activity(
        organisation=Organisation.objects.get(name_fi=entry.organisation),
        kind=entry.kind,
        checked_on=entry.checked_on,
        check_due_on=entry.due_on,
        published_at=NOW - dt.timedelta(days=entry.published_days_ago),
        withdrawn_at=NOW if entry.withdrawn else None,
    )


def _version(activity: Activity, entry: Entry) -> Version:
    youngest, oldest = entry.ages
    version = Version(
        activity=activity,
        number=1,
        state="approved",
        title_fi=" ".join(entry.words["title"]),
        summary_fi=" ".join(entry.words["summary"]),
        description_fi=" ".join(entry.words["body"]),
        nationwide=entry.nationwide,
        online=entry.online,
        welcome=entry.welcome,
        proficiency=entry.level,
        min_age=youngest,
        max_age=oldest,
        price=entry.price,
        registration=entry.registration,
        child_care=entry.child_care,
        **{ACCESS[kind]: value for kind, value in entry.access.items()},
    )
    version.tokens = version.own_tokens()
    return version


def _link(name: str, versions: list[Version], entries: list[Entry]) -> None:
    attribute, term = LINKS[name]
    through = getattr(Version, name).through
    column = through._meta.get_field(
        getattr(Version, name).field.m2m_reverse_field_name()
    )
    through.objects.bulk_create(
        through(version=version, **{column.attname: term(code).pk})
        for version, entry in zip(versions, entries, strict=True)
        for code in sorted(getattr(entry, attribute))
    )


def _schedules(versions: list[Version], entries: list[Entry]) -> None:
    plans = [
        (Schedule(version=v, rule=p.rule, start_date=p.start, end_date=p.end), p)
        for v, entry in zip(versions, entries, strict=True)
        for p in entry.plans
    ]
    Schedule.objects.bulk_create(schedule for schedule, _plan in plans)
    Slot.objects.bulk_create(
        slot for schedule, plan in plans for slot in _slots(schedule, plan)
    )


def _slots(schedule: Schedule, plan: Plan) -> Iterable[Slot]:
    for meeting in plan.meetings:
        yield Slot(
            schedule=schedule,
            weekday=DAYS.index(meeting.day),
            date=meeting.date,
            starts_at=dt.time(meeting.hour),
        )
