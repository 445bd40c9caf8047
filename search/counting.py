"""Counts of the values of a facet: what choosing each would add in its first tier.

Each function gets the activities that meet every *other* choice, as a queryset of
`Activity`, and answers {parameter: {value: number of activities}}.
"""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q, QuerySet

from activities.facts import ACCESS, DAYS, TIMES
from activities.models import Activity, Version
from activities.models.choices import Proficiency
from search.conditions import (
    CARE_ARRANGED,
    FREE,
    NO_SIGN_UP,
    ONLINE,
    always_open,
    at_time,
    at_times,
    coming_slots,
    has_access,
    on_days,
)
from search.selection import Selection

Counts = dict[str, dict[str, int]]
Activities = QuerySet[Activity]


def _versions(others: Activities) -> dict[str, Any]:
    return {"version__in": others.values("public_version")}


def _through(others: Activities, field: str, value: str) -> dict[str, int]:
    """Rows of a link table, counted by a value of the linked object."""
    links = getattr(Version, field).through.objects.filter(**_versions(others))
    rows = links.values_list(value).annotate(Count("version", distinct=True))
    return dict(rows.order_by())


def places(others: Activities, selection: Selection) -> Counts:
    towns = _through(others, "municipalities", "municipality__code")
    regions = _through(others, "municipalities", "municipality__region__code")
    return {"municipality": towns, "region": regions}


def targets(others: Activities, selection: Selection) -> Counts:
    return {"target": _through(others, "target_groups", "targetgroup__code")}


def themes(others: Activities, selection: Selection) -> Counts:
    return {"theme": _through(others, "themes", "theme__code")}


def formats(others: Activities, selection: Selection) -> Counts:
    return {"format": _through(others, "formats", "format__code")}


def languages(others: Activities, selection: Selection) -> Counts:
    """Held in or interpreted into; an easy form counts for its language as well."""
    found: dict[str, set[int]] = defaultdict(set)
    for field in ("languages", "interpreted_languages"):
        links = getattr(Version, field).through.objects.filter(**_versions(others))
        for version, code in links.values_list("version", "language__code"):
            for counted in {code, code.split("-x-")[0]}:
                found[counted].add(version)
    return {"language": {code: len(versions) for code, versions in found.items()}}


def levels(others: Activities, selection: Selection) -> Counts:
    stated = _by_column(others, "public_version__proficiency")
    return {
        "level": {
            level: sum(stated.get(needed, 0) for needed in Proficiency.up_to(level))
            for level in Proficiency.values
        }
    }


def welcomes(others: Activities, selection: Selection) -> Counts:
    return {"welcome": _by_column(others, "public_version__welcome")}


def organisations(others: Activities, selection: Selection) -> Counts:
    by_id = _by_column(others, "organisation")
    return {"organisation": {str(pk): count for pk, count in by_id.items()}}


def _by_column(others: Activities, column: str) -> dict[Any, int]:
    rows = others.order_by().values_list(column).annotate(Count("pk"))
    return {value: count for value, count in rows if value not in ("", None)}


def meetings(others: Activities, selection: Selection) -> Counts:
    """A day together with the chosen times; a time together with the chosen days."""
    days, times = selection.values("day"), selection.values("time")
    open_always = others.filter(always_open())
    always = open_always.count()
    slots = coming_slots().order_by().filter(**_schedules(others))
    slots = slots.exclude(**_schedules(open_always))
    by_day = slots.filter(at_times(times)).values_list("weekday").annotate(_entries())
    by_time = slots.filter(on_days(days)).aggregate(
        **{name: _entries(at_time(name)) for name in TIMES}
    )
    met = dict(by_day)
    return {
        "day": {day: met.get(n, 0) + always for n, day in enumerate(DAYS)},
        "time": {name: count + always for name, count in by_time.items()},
    }


def _schedules(activities: Activities) -> dict[str, Any]:
    return {"schedule__version__in": activities.values("public_version")}


def _entries(condition: Q | None = None) -> Count:
    return Count("schedule__version", distinct=True, filter=condition)


def free(others: Activities, selection: Selection) -> Counts:
    return _one(others, "free", FREE)


def drop_in(others: Activities, selection: Selection) -> Counts:
    return _one(others, "dropin", NO_SIGN_UP)


def online(others: Activities, selection: Selection) -> Counts:
    return _one(others, "online", ONLINE)


def child_care(others: Activities, selection: Selection) -> Counts:
    return _one(others, "childcare", CARE_ARRANGED)


def _one(others: Activities, parameter: str, condition: Q) -> Counts:
    return {parameter: {"1": others.filter(condition).count()}}


def access(others: Activities, selection: Selection) -> Counts:
    """Each kind together with the other chosen kinds: each is a facet of its own."""
    for kind in selection.values("access"):
        others = others.filter(has_access(kind))
    kinds = {kind: others.filter(has_access(kind)).count() for kind in ACCESS}
    return {"access": kinds}
