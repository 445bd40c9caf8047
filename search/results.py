"""The search in plain ORM: slow, and what the engine is held equal to.

It answers while there are no documents, or where they are broken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from activities.models import Activity
from search import order
from search.conditions import Tiers
from search.counting import Counts
from search.facets import FACETS, Facet
from search.lookups import among
from search.order import Key, Listed
from search.question import TIERED, Hit, Question
from search.selection import Selection
from search.words import Texts

BY_NAME = {facet.name: facet for facet in FACETS}


@dataclass(frozen=True)
class Found:
    """Ids in the first tier of a facet, and in both."""

    first: frozenset[int]
    both: frozenset[int]


class Search:
    """An `Answer` to one question, each part computed when it is first asked.

    Each choice is looked up by itself, as sets of ids; what meets several choices is
    what their sets have in common.
    """

    def __init__(self, question: Question, texts: Texts | None = None) -> None:
        self.question = question
        self.selection = Selection(kind=question.kind, chosen=question.chosen)
        self.texts = texts or Texts(self.listed)

    @property
    def listed(self) -> QuerySet[Activity]:
        """Everything of the kind that the public may see now."""
        return Activity.objects.public().of_kind(self.question.kind)

    @cached_property
    def scores(self) -> dict[int, int]:
        """Everything of the kind that has all words of the query: its text score."""
        if self.question.query:
            return self.texts.scores(self.question.query, self.question.least)
        return dict.fromkeys(self.listed.values_list("pk", flat=True), 0)

    @cached_property
    def tiers(self) -> Mapping[str, Found]:
        """For each facet with a choice, what is in its first and in its second tier."""
        asked = {facet.name: facet.tiers(self.selection) for facet in FACETS}
        return {name: self._found(tiers) for name, tiers in asked.items() if tiers}

    def _found(self, tiers: Tiers) -> Found:
        having_words = among(self.scores)
        first = frozenset(having_words.filter(tiers.first).values_list("pk", flat=True))
        both = first.union(
            having_words.filter(tiers.second).values_list("pk", flat=True)
        )
        return Found(first, both)

    def others(self, left_out: str = "") -> set[int]:
        """What meets every choice but those of one facet."""
        found = set(self.scores)
        for name, tiers in self.tiers.items():
            if name != left_out:
                found &= tiers.both
        return found

    @cached_property
    def ids(self) -> set[int]:
        """What meets every choice, in its first or second tier."""
        return self.others()

    @property
    def total(self) -> int:
        return len(self.ids)

    def hits(self, first: int, last: int) -> Sequence[Hit]:
        return self._hits[first:last]

    @cached_property
    def _hits(self) -> list[Hit]:
        rows: Iterable[tuple[int, Any, Any]] = (
            among(self.ids).order_by().values_list("pk", "checked_on", "published_at")
        )
        found = [
            Listed(Hit(pk, self._marks(pk), self.scores[pk]), checked_on, published_at)
            for pk, checked_on, published_at in rows
        ]
        return [listed.hit for listed in sorted(found, key=self._order())]

    def _marks(self, pk: int) -> tuple[int, int, int, int]:
        place, target, age, level = (
            int(name in self.tiers and pk not in self.tiers[name].first)
            for name in TIERED
        )
        return place, target, age, level

    def counts(self) -> Counts:
        found: Counts = {}
        for facet in FACETS:
            found |= self._counts(facet)
        return found

    def counts_of(self, facet: str) -> Counts:
        return self._counts(BY_NAME[facet])

    def _counts(self, facet: Facet) -> Counts:
        if facet.counts is None:
            return {}
        return facet.counts(among(self.others(facet.name)), self.selection)

    def without(self, facet: str) -> int:
        return len(self.others(facet))

    def in_second_tier(self, facet: str) -> int:
        if facet not in self.tiers:
            return 0
        return len(self.ids - self.tiers[facet].first)

    def _order(self) -> Key:
        sort, origin = self.question.sort, self.question.origin
        if sort == "date":
            return order.soonest(self.ids)
        if sort == "new":
            return order.newest()
        if sort == "near" and origin is not None:
            return order.nearest(self.ids, origin)
        return order.best()
