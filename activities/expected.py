"""How long an approval takes these days, by the latest decisions of the same areas."""

import datetime as dt
from statistics import median
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from activities.models import Decision
from activities.recurrence import is_holiday
from regions.models import AreaMunicipality

if TYPE_CHECKING:
    from activities.models import Version

LATEST = 20
DAY = dt.timedelta(days=1)


def expected_days(version: "Version") -> int | None:
    """Working days from sending to a decision, at least one; None while unknown."""
    return days_in(areas_of(version))


def areas_of(version: "Version") -> frozenset[int]:
    """Ids of the areas in force of its places, or of its organisation's home."""
    home = [version.activity.organisation.home_municipality_id]
    towns = [town.pk for town in version.municipalities.all()] or home
    areas = AreaMunicipality.objects.filter(
        division=settings.MODERATION_DIVISION, municipality__in=towns
    )
    return frozenset(areas.values_list("area", flat=True))


def days_in(areas: frozenset[int]) -> int | None:
    decided = Decision.objects.filter(
        version__municipalities__areas__in=areas, at__gte=F("version__submitted_at")
    )
    latest = decided.order_by("-at", "-id").distinct()[:LATEST]
    times = list(latest.values_list("version__submitted_at", "at"))
    if not times:
        return None
    return max(1, round(median(_working_days(sent, at) for sent, at in times)))


def _working_days(sent: dt.datetime, decided: dt.datetime) -> int:
    first, last = timezone.localdate(sent), timezone.localdate(decided)
    days = (first + n * DAY for n in range(1, (last - first).days + 1))
    return sum(1 for day in days if day.weekday() < 5 and not is_holiday(day))
