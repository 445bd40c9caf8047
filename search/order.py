"""The orders of a search. Every one ends in the id, so that paging is total."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from typing import NamedTuple

from activities.recurrence import next_occurrence
from regions.distances import kilometres
from search.lookups import among
from search.question import Hit

NEVER = datetime.max.replace(tzinfo=UTC)
FARTHEST = 1e9


class Listed(NamedTuple):
    """A found activity, with what it is put in order by."""

    hit: Hit
    checked_on: date
    published_at: datetime


Key = Callable[[Listed], tuple[object, ...]]


def best() -> Key:
    return lambda one: (
        one.hit.tiers,
        -one.hit.score,
        -one.checked_on.toordinal(),
        one.hit.pk,
    )


def newest() -> Key:
    return lambda one: (-one.published_at.timestamp(), one.hit.pk)


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
    return lambda one: (starts.get(one.hit.pk, NEVER), one.hit.pk)


def nearest(ids: Collection[int], origin: tuple[float, float]) -> Key:
    """From its own coordinates, or from its nearest seat; what has no place last."""
    rows = among(ids).values_list(
        "pk",
        "public_version__latitude",
        "public_version__longitude",
        "public_version__municipalities__seat_latitude",
        "public_version__municipalities__seat_longitude",
    )
    distances = dict.fromkeys(ids, FARTHEST)
    for pk, latitude, longitude, *seat in rows:
        end = seat if latitude is None else [latitude, longitude]
        if None not in end:
            distances[pk] = min(distances[pk], kilometres(*origin, *end))
    return lambda one: (distances[one.hit.pk], one.hit.pk)
