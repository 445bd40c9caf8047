"""The orders of a search. Every one ends in the id, so that paging is total."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from activities.recurrence import next_occurrence
from regions.distances import kilometres
from regions.models import Municipality
from search.lookups import among

# The facets whose tiers come first in the order `best`, and in this order.
TIERED = ("place", "target", "age", "level")
NEVER = datetime.max.replace(tzinfo=UTC)
FARTHEST = 1e9


@dataclass(frozen=True)
class Hit:
    """A found activity; `tiers` has 1 where it is in the second tier of TIERED."""

    pk: int
    tiers: tuple[int, ...]
    score: int
    checked_on: date
    published_at: datetime


Key = Callable[[Hit], tuple[object, ...]]


def best() -> Key:
    return lambda hit: (hit.tiers, -hit.score, -hit.checked_on.toordinal(), hit.pk)


def newest() -> Key:
    return lambda hit: (-hit.published_at.timestamp(), hit.pk)


def soonest(ids: Collection[int]) -> Key:
    """By the next meeting; those without one last."""
    activities = (
        among(ids)
        .select_related("public_version")
        .prefetch_related(
            "cancelled_dates",
            "public_version__schedules__slots",
            "public_version__schedules__breaks",
        )
    )
    coming = {activity.pk: next_occurrence(activity) for activity in activities}
    starts = {pk: one.starts if one else NEVER for pk, one in coming.items()}
    return lambda hit: (starts.get(hit.pk, NEVER), hit.pk)


def nearest(ids: Collection[int], origin: Municipality) -> Key:
    """From its own coordinates, or from its nearest seat; what has no place last."""
    rows = among(ids).values_list(
        "pk",
        "public_version__latitude",
        "public_version__longitude",
        "public_version__municipalities__seat_latitude",
        "public_version__municipalities__seat_longitude",
    )
    start = (origin.seat_latitude, origin.seat_longitude)
    distances = dict.fromkeys(ids, FARTHEST)
    for pk, latitude, longitude, *seat in rows:
        end = seat if latitude is None else [latitude, longitude]
        if None not in end:
            distances[pk] = min(distances[pk], kilometres(*start, *end))
    return lambda hit: (distances[hit.pk], hit.pk)
