"""How long an approval takes these days, by the latest decisions of the same areas."""

from statistics import median

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Decision, Version
from activities.working_days import working_days_since
from regions.models import AreaMunicipality

LATEST = 20


def in_words(days: int | None) -> str:
    if days is None:
        return _("You will get an email when it has been decided.")
    return ngettext(
        "Usually approved within one working day.",
        "Usually approved within {days} working days.",
        days,
    ).format(days=days)


def days_in(areas: frozenset[int]) -> int | None:
    """Working days from sending to a decision, at least one; None while unknown."""
    towns = AreaMunicipality.objects.filter(area__in=areas).values("municipality")
    decided = Decision.objects.filter(
        version__in=Version.objects.filter(municipalities__in=towns).values("pk"),
        at__gte=F("version__submitted_at"),
    )
    latest = decided.order_by("-at", "-id")[:LATEST]
    times = list(latest.values_list("version__submitted_at", "at"))
    if not times:
        return None
    days = [
        working_days_since(sent, timezone.localdate(at)) for sent, at in times if sent
    ]
    return max(1, round(median(days)))
