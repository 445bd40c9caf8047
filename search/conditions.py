"""What each choice means: the binding table of the search, one function a row.

A choice finds its first tier, and where the table names one, a second tier too.
"""

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from django.db.models import Q, QuerySet
from django.utils import timezone

from activities.facts import ACCESS, DAYS, TIMES
from activities.models import Language, Schedule, Slot, Version
from activities.models.choices import (
    ChildCare,
    Price,
    Proficiency,
    Registration,
    Welcome,
    YesNo,
)
from search.selection import Selection

NOTHING = Q(pk__in=[])
FREE = Q(public_version__price=Price.FREE)
NO_SIGN_UP = Q(public_version__registration=Registration.NONE)
ONLINE = Q(public_version__online=True)
CARE_ARRANGED = Q(public_version__child_care=ChildCare.ARRANGED)


@dataclass(frozen=True)
class Tiers:
    first: Q
    second: Q = NOTHING

    @property
    def both(self) -> Q:
        return self.first | self.second


def _version(condition: Q) -> Q:
    """Of the public version, as a subquery: joins would repeat the activity."""
    return Q(public_version__in=Version.objects.filter(condition).values("pk"))


def in_place(selection: Selection) -> Tiers | None:
    """Held in one of them; then what is nationwide or online."""
    municipalities = selection.values("municipality")
    regions = selection.values("region")
    if not municipalities and not regions:
        return None
    held_in = Q(municipalities__code__in=municipalities) | Q(
        municipalities__region__code__in=regions
    )
    return Tiers(_version(held_in), Q(public_version__nationwide=True) | ONLINE)


def for_groups(selection: Selection) -> Tiers | None:
    """Lists one of them; then what is open to others. Never what is only for others."""
    groups = selection.values("target")
    if not groups:
        return None
    others_too = [Welcome.ALL, Welcome.FIRST]
    return Tiers(
        _version(Q(target_groups__code__in=groups)),
        Q(public_version__welcome__in=others_too),
    )


def at_age(selection: Selection) -> Tiers | None:
    """Inside the stated range; then what states no age."""
    ages = selection.values("age")
    if not ages:
        return None
    unstated = Q(public_version__min_age=None, public_version__max_age=None)
    in_range = reduce(operator.or_, (_age(int(age)) for age in ages))
    return Tiers(in_range & ~unstated, unstated)


def _age(age: int) -> Q:
    version = "public_version__"
    from_min = Q(**{f"{version}min_age": None}) | Q(**{f"{version}min_age__lte": age})
    to_max = Q(**{f"{version}max_age": None}) | Q(**{f"{version}max_age__gte": age})
    return from_min & to_max


def with_level(selection: Selection) -> Tiers | None:
    """Needs at most this; then what states no level."""
    levels = selection.values("level")
    if not levels:
        return None
    enough = {needed for level in levels for needed in Proficiency.up_to(level)}
    return Tiers(
        Q(public_version__proficiency__in=enough), Q(public_version__proficiency="")
    )


def in_language(selection: Selection) -> Tiers | None:
    """Held in it, or interpreted into it."""
    codes = selection.values("language")
    if not codes:
        return None
    wanted = Language.objects.filter(
        Q(code__in=codes) | reduce(operator.or_, map(_easy_form, codes))
    )
    held_in = Q(languages__in=wanted) | Q(interpreted_languages__in=wanted)
    return Tiers(_version(held_in))


def _easy_form(code: str) -> Q:
    """`fi` finds easy Finnish (fi-x-selko) too; the easy form finds only itself."""
    return Q(code__startswith=f"{code}-x-")


def about(selection: Selection) -> Tiers | None:
    return _listed(selection, "theme", "themes__code__in")


def in_format(selection: Selection) -> Tiers | None:
    return _listed(selection, "format", "formats__code__in")


def welcoming(selection: Selection) -> Tiers | None:
    return _listed(selection, "welcome", "welcome__in")


def _listed(selection: Selection, parameter: str, lookup: str) -> Tiers | None:
    values = selection.values(parameter)
    return Tiers(_version(Q(**{lookup: values}))) if values else None


def offered_by(selection: Selection) -> Tiers | None:
    ids = selection.values("organisation")
    return Tiers(Q(organisation__in=[int(pk) for pk in ids])) if ids else None


def meeting(selection: Selection) -> Tiers | None:
    """Day and time hold together for one time of one schedule that is not over."""
    days, times = selection.values("day"), selection.values("time")
    if not days and not times:
        return None
    return Tiers(meets_on(days, times) | always_open())


def meets_on(days: Iterable[str], times: Iterable[str]) -> Q:
    found = coming_slots().filter(on_days(days) & at_times(times))
    return Q(public_version__in=found.values("schedule__version"))


def always_open() -> Q:
    schedules = Schedule.objects.going_on().filter(rule=Schedule.Rule.ALWAYS)
    return Q(public_version__in=schedules.values("version"))


def coming_slots() -> QuerySet[Slot]:
    """Times that can still come, judged today in Europe/Helsinki."""
    return Slot.objects.filter(
        Q(date=None) | Q(date__gte=timezone.localdate()),
        schedule__in=Schedule.objects.going_on(),
    )


def on_days(days: Iterable[str]) -> Q:
    numbers = [DAYS.index(day) for day in days]
    return Q(weekday__in=numbers) if numbers else Q()


def at_times(times: Iterable[str]) -> Q:
    return reduce(operator.or_, map(at_time, times), Q())


def at_time(name: str) -> Q:
    first, end = TIMES[name]
    return Q(starts_at__hour__gte=first, starts_at__hour__lt=end)


def free(selection: Selection) -> Tiers | None:
    return _stated(selection, "free", FREE)


def drop_in(selection: Selection) -> Tiers | None:
    return _stated(selection, "dropin", NO_SIGN_UP)


def online(selection: Selection) -> Tiers | None:
    return _stated(selection, "online", ONLINE)


def child_care(selection: Selection) -> Tiers | None:
    return _stated(selection, "childcare", CARE_ARRANGED)


def _stated(selection: Selection, parameter: str, condition: Q) -> Tiers | None:
    """Only a stated yes: what is unknown is never yes and never no."""
    return Tiers(condition) if selection.values(parameter) else None


def accessible(selection: Selection) -> Tiers | None:
    """Each kind of access is a condition of its own."""
    kinds = selection.values("access")
    return Tiers(reduce(operator.and_, map(has_access, kinds))) if kinds else None


def has_access(kind: str) -> Q:
    return Q(**{f"public_version__{ACCESS[kind]}": YesNo.YES})
