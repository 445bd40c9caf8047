"""A search answered: the total, the ids in order, the counts of every facet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import QueryDict

from activities.models import Activity
from activities.models.choices import Kind
from activities.recurrence import next_occurrence
from regions.distances import kilometres
from regions.models import Municipality
from search import lookups  # noqa: F401 - registers pk__in_ids
from search.conditions import Tiers
from search.counting import Counts
from search.facets import FACETS, OF_PARAMETER, Facet
from search.filters import ActivityFilterSet
from search.selection import Selection
from search.words import tokens_of
from textanalysis.folding import words
from textanalysis.matching import match_and_score

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


class Search:
    """One question and its answers, each computed when it is first asked."""

    def __init__(
        self, data: QueryDict | None = None, kind: str = Kind.ACTIVITY
    ) -> None:
        self.filters = ActivityFilterSet(data, kind)
        self.selection = self.filters.selection
        self.scores = self._scores()

    @classmethod
    def of(cls, selection: Selection) -> "Search":
        """The search of a selection that is clean already."""
        return cls(QueryDict(urlencode(selection.parameters())), selection.kind)

    def hits(self) -> list[Hit]:
        """Everything found, in the order that was asked for."""
        tiers = {f"tier_{name}": self._tier(name) for name in TIERED}
        rows = self._with_text(self.filters.qs).annotate(**tiers)
        found = [
            Hit(pk, tuple(marks), self.scores.get(pk, 0), checked_on, published_at)
            for pk, checked_on, published_at, *marks in rows.order_by().values_list(
                "pk", "checked_on", "published_at", *tiers
            )
        ]
        return sorted(found, key=self._order(found))

    def counts(self) -> Counts:
        """For every facet, how many its values would find in their first tier."""
        found: Counts = {}
        for facet in FACETS:
            found |= self._counts(facet)
        return found

    def counts_of(self, parameter: str) -> dict[str, int]:
        return self._counts(OF_PARAMETER[parameter])[parameter]

    def _counts(self, facet: Facet) -> Counts:
        if facet.counts is None:
            return {}
        others = self._with_text(self.filters.others(facet))
        return facet.counts(others, self.selection)

    def total(self) -> int:
        return self._with_text(self.filters.qs).count()

    def _scores(self) -> dict[int, int]:
        """The text score of each activity that has all words of the query."""
        query = words(self.selection.q)
        if not query:
            return {}
        matched = (
            (pk, match_and_score(tokens, query))
            for pk, tokens in tokens_of(self.filters.base)
        )
        return {pk: score for pk, score in matched if score is not None}

    def _with_text(self, activities: QuerySet[Activity]) -> QuerySet[Activity]:
        if not words(self.selection.q):
            return activities
        return activities.filter(pk__in_ids=list(self.scores))

    def _tier(self, name: str) -> Case | Value:
        tiers = _tiers_of(name, self.selection)
        if tiers is None:
            return Value(0, output_field=IntegerField())
        return Case(When(tiers.first, then=0), default=1, output_field=IntegerField())

    def _order(self, found: list[Hit]) -> Callable[[Hit], tuple[object, ...]]:
        if self.selection.sort == "date":
            dates = _next_dates([hit.pk for hit in found])
            return lambda hit: (dates[hit.pk], hit.pk)
        if self.selection.sort == "new":
            return lambda hit: (-hit.published_at.timestamp(), hit.pk)
        if self.selection.sort == "near" and self.origin is not None:
            distances = _distances([hit.pk for hit in found], self.origin)
            return lambda hit: (distances[hit.pk], hit.pk)
        return lambda hit: (
            hit.tiers,
            -hit.score,
            -hit.checked_on.toordinal(),
            hit.pk,
        )

    @property
    def origin(self) -> Municipality | None:
        """Where nearness is measured from: `near`, or the first chosen municipality."""
        chosen = self.selection.values("municipality")
        code = self.selection.near or (chosen[0] if chosen else "")
        return Municipality.objects.by_code(code) if code else None


def _tiers_of(name: str, selection: Selection) -> Tiers | None:
    facet: Facet = next(facet for facet in FACETS if facet.name == name)
    return facet.tiers(selection)


def _next_dates(ids: list[int]) -> dict[int, datetime]:
    activities = (
        Activity.objects.filter(pk__in_ids=ids)
        .select_related("public_version")
        .prefetch_related(
            "cancelled_dates",
            "public_version__schedules__slots",
            "public_version__schedules__breaks",
        )
    )
    coming = {activity.pk: next_occurrence(activity) for activity in activities}
    return {pk: one.starts if one else NEVER for pk, one in coming.items()}


def _distances(ids: list[int], origin: Municipality) -> dict[int, float]:
    """Kilometres to each: from its own coordinates, or from its nearest seat."""
    rows = Activity.objects.filter(pk__in_ids=ids).values_list(
        "pk",
        "public_version__latitude",
        "public_version__longitude",
        "public_version__municipalities__seat_latitude",
        "public_version__municipalities__seat_longitude",
    )
    nearest: dict[int, float] = {}
    start = (origin.seat_latitude, origin.seat_longitude)
    for pk, latitude, longitude, seat_latitude, seat_longitude in rows:
        end = (latitude, longitude) if latitude is not None else None
        end = end or ((seat_latitude, seat_longitude) if seat_latitude else None)
        distance = kilometres(*start, *end) if end else FARTHEST
        nearest[pk] = min(distance, nearest.get(pk, FARTHEST))
    return nearest
