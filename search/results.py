"""A search answered: the total, the ids in order, the counts of every facet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property

from activities.models.choices import Kind
from regions.models import Municipality
from search import order
from search.conditions import Tiers
from search.counting import Counts
from search.facets import FACETS, OF_PARAMETER, Facet
from search.filters import ActivityFilterSet
from search.lookups import among
from search.order import TIERED, Hit, Key
from search.selection import Selection
from search.words import Texts
from textanalysis.folding import words


@dataclass(frozen=True)
class Found:
    """Ids in the first tier of a facet, and in both."""

    first: frozenset[int]
    both: frozenset[int]


class Search:
    """One question and its answers, each computed when it is first asked.

    Each choice is looked up by itself, as sets of ids; what meets several choices is
    what their sets have in common.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        kind: str = Kind.ACTIVITY,
        texts: Texts | None = None,
    ) -> None:
        self.filters = ActivityFilterSet(data, kind)
        self.selection = self.filters.selection
        self.texts = texts or Texts(self.filters.base)

    @classmethod
    def of(cls, selection: Selection, texts: Texts | None = None) -> "Search":
        """The search of a selection that is clean already.

        `texts` of another search of this kind need not be read again.
        """
        data = QueryDict(urlencode(selection.parameters()))
        return cls(data, selection.kind, texts)

    @cached_property
    def scores(self) -> dict[int, int]:
        """Everything of the kind that has all words of the query: its text score."""
        query = words(self.selection.q)
        if query:
            return self.texts.scores(query)
        return dict.fromkeys(self.filters.base.values_list("pk", flat=True), 0)

    @cached_property
    def tiers(self) -> dict[str, Found]:
        """For each facet with a choice, what is in its first and in its second tier."""
        return {name: self._found(tiers) for name, tiers in self.filters.tiers.items()}

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

    def total(self) -> int:
        return len(self.ids)

    def hits(self) -> list[Hit]:
        """Everything found, in the order that was asked for."""
        rows: Iterable[tuple[int, Any, Any]] = (
            among(self.ids).order_by().values_list("pk", "checked_on", "published_at")
        )
        found = [
            Hit(pk, self._marks(pk), self.scores[pk], checked_on, published_at)
            for pk, checked_on, published_at in rows
        ]
        return sorted(found, key=self._order())

    def _marks(self, pk: int) -> tuple[int, ...]:
        return tuple(
            int(name in self.tiers and pk not in self.tiers[name].first)
            for name in TIERED
        )

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
        return facet.counts(among(self.others(facet.name)), self.selection)

    def _order(self) -> Key:
        sort = self.selection.sort
        if sort == "date":
            return order.soonest(self.ids)
        if sort == "new":
            return order.newest()
        if sort == "near" and self.origin is not None:
            return order.nearest(self.ids, self.origin)
        return order.best()

    @cached_property
    def origin(self) -> Municipality | None:
        """Where nearness is measured from: `near`, or the first chosen municipality."""
        chosen = self.selection.values("municipality")
        code = self.selection.near or (chosen[0] if chosen else "")
        return Municipality.objects.by_code(code) if code else None
