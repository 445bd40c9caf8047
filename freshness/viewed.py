"""How often entries were viewed lately."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Sum
from django.utils import timezone

from freshness.models import ViewCount


def viewed(activity_ids: Iterable[int], days: int = 30) -> dict[int, int]:
    """Views of each entry in so many days up to today; 0 where there were none."""
    ids = list(activity_ids)
    since = timezone.localdate() - dt.timedelta(days=days)
    rows = ViewCount.objects.filter(activity__in=ids, date__gt=since).order_by()
    counted = rows.values_list("activity").annotate(Sum("count"))
    return dict.fromkeys(ids, 0) | dict(counted)
