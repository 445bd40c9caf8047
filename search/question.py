"""A question to the search and what answers it, whichever engine does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from textanalysis.queries import Query

# Facets with a second tier come first in the order `best`, and in this order.
TIERED = ("place", "target", "age", "level")
# Parameter -> value -> number of entries.
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Question:
    """What to find. `chosen`: the values of each parameter; `origin`: latitude and
    longitude from which the sort order `near` measures; `least`: what each word must
    weigh (textanalysis.matching.WEIGHTS).
    """

    kind: str = "activity"
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    query: Query = ()
    sort: str = "best"
    origin: tuple[float, float] | None = None
    least: int = 1


class Hit(NamedTuple):
    """A found entry; `tiers` has 1 where it is in the second tier of TIERED."""

    pk: int
    tiers: tuple[int, int, int, int]
    score: int


class Answer(Protocol):
    """What was found at one moment."""

    @property
    def question(self) -> Question: ...

    @property
    def total(self) -> int: ...

    def hits(self, first: int, last: int) -> Sequence[Hit]:
        """In the order asked for, from `first` (counted from 0) until before `last`."""

    def counts(self) -> Counts:
        """Of every facet that has counts: what each value would find in its first
        tier, all other facets applied in full and its own choices left out. Values
        that find nothing may be missing.
        """

    def counts_of(self, facet: str) -> Counts:
        """The same for the parameters of one facet."""

    def without(self, facet: str) -> int:
        """How many would be found without the choices of one facet."""

    def in_second_tier(self, facet: str) -> int:
        """How many of the total are in the second tier of a facet of TIERED."""
