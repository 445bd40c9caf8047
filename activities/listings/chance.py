"""Values that are drawn by weight: few are frequent, many are rare."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class Weighted(Generic[Value]):
    values: Sequence[Value]
    cumulative: Sequence[float]

    def one(self, chance: Random) -> Value:
        # As `chance.choices` does it, in a quarter of its time.
        drawn = chance.random() * self.cumulative[-1]
        return self.values[bisect(self.cumulative, drawn, 0, len(self.values) - 1)]

    def some(self, chance: Random, most: int) -> list[Value]:
        """At least one and at most so many different ones."""
        return list(dict.fromkeys(self.one(chance) for _number in range(most)))


def zipf(values: Sequence[Value]) -> Weighted[Value]:
    """The second is drawn half as often as the first, the third a third as often …"""
    return Weighted(values, list(accumulate(1 / n for n in range(1, len(values) + 1))))


def shares(parts: Mapping[Value, float]) -> Weighted[Value]:
    return Weighted(list(parts), list(accumulate(parts.values())))


def chance_of(seed: int, what: str, number: int) -> Random:
    """The same for the same seed and number, however many others are drawn."""
    return Random(f"{seed} {what} {number}")  # noqa: S311 - must be repeatable
