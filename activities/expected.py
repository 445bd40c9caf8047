"""How long an approval takes these days, by the latest decisions of the same areas."""

import datetime as dt
from statistics import median

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Decision, Version
from activities.recurrence import is_holiday
from regions.models import AreaMunicipality

LATEST = 20
DAY = dt.timedelta(days=1)


def expected_days(version: Version) -> int | None:
    """Working days from sending to a decision, at least one; None while unknown."""
    return days_in(areas_of(version))


def in_words(days: int | None) -> str:
    if days is None:
        return _("You will get an email when it has been decided.")
    return ngettext(
        "Usually approved within one working day.",
        "Usually approved within {days} working days.",
        days,
    ).format(days=days)


def areas_of(version: Version) -> frozenset[int]:
    """Ids of the areas in force of its places, or of its organisation's home.

    `municipalities__areas` and `home_municipality__areas` may be prefetched.
    """
    home = version.activity.organisation.home_municipality
    areas = (town.area for town in version.municipalities.all() or [home])
    return frozenset(area.pk for area in areas if area is not None)


def days_in(areas: frozenset[int]) -> int | None:
    towns = AreaMunicipality.objects.filter(area__in=areas).values("municipality")
    decided = Decision.objects.filter(
        version__in=Version.objects.filter(municipalities__in=towns).values("pk"),
        at__gte=F("version__submitted_at"),
    )
    latest = decided.order_by("-at", "-id")[:LATEST]
    times = list(latest.values_list("version__submitted_at", "at"))
    if not times:
        return None
    days = [_working_days(sent, at) for sent, at in times if sent]
    return max(1, round(median(days)))


def _working_days(sent: dt.datetime, decided: dt.datetime) -> int:
    first, last = timezone.localdate(sent), timezone.localdate(decided)
    days = (first + n * DAY for n in range(1, (last - first).days + 1))
    return sum(1 for day in days if day.weekday() < 5 and not is_holiday(day))
