"""The numbers of each entry in a row, to count those of few entries at once."""

from collections.abc import Collection, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engine.arrays import Group, Slots
from search.engine.clock import MASKS

Numbers: TypeAlias = NDArray[np.unsignedinteger[Any]]
# No row is wider.
WIDEST = 32
# The first numbers are masks of days and times. The next are no values, either: each
# fills up its place of a row, for counting the same number again and again is slow.
FILLING, VALUE = MASKS, MASKS + WIDEST
SMALL = int(np.iinfo(np.uint16).max)
# So large a share of entries has room for all its numbers; the others are kept apart.
SHARE = 0.999
# More of these others are not looked at one by one.
MOST_WIDE = 30


class Rows:
    """As wide as nearly every entry needs."""

    def __init__(self) -> None:
        self.load(0, np.zeros(0, np.intp), np.zeros(0, np.intp))

    def load(self, size: int, slots: Slots, numbers: Slots) -> None:
        """Pairs of a slot below `size` and a number, in the order of the slots."""
        of_each = np.bincount(slots, minlength=size)
        self.width = _width(of_each) if len(slots) else 0
        self._filling: Numbers = np.arange(
            FILLING, FILLING + self.width, dtype=np.uint16
        )
        if numbers.max(initial=0) > SMALL:
            self._filling = self._filling.astype(np.uint32)
        self._rows: Numbers = np.tile(self._filling, (size + size // 8 + 64, 1))
        fit = of_each[slots] <= self.width
        begin = np.cumsum(of_each) - of_each
        place = np.arange(len(slots)) - begin[slots]
        self._rows[slots[fit], place[fit]] = numbers[fit]
        self._wide: dict[int, Sequence[int]] = {}
        for slot in np.flatnonzero(of_each > self.width).tolist():
            of_it = slice(begin[slot], begin[slot] + of_each[slot])
            self._wide[slot] = numbers[of_it].tolist()
        self._wide_slots = BitMap(self._wide)

    @property
    def size(self) -> int:
        return len(self._rows)

    def rewrite(self, slot: int, numbers: Collection[int]) -> None:
        """In place of what was in the row; written only where it differs."""
        if slot >= len(self._rows):
            self._rows = self._with_room(self._rows, slot + 1)
        if slot in self._wide:
            del self._wide[slot]
            self._wide_slots.discard(slot)
        row = self._filling.astype(np.uint32)
        if len(numbers) > self.width:
            self._wide[slot] = tuple(numbers)
            self._wide_slots.add(slot)
        elif numbers:
            row[: len(numbers)] = sorted(numbers)
            if row.max() > SMALL:
                self._filling = self._filling.astype(np.uint32)
                self._rows = self._rows.astype(np.uint32, copy=False)
        if (self._rows[slot] != row).any():
            self._rows[slot] = row

    def _with_room(self, rows: Numbers, size: int) -> Numbers:
        more = size + size // 8 + 64 - len(rows)
        return np.concatenate([rows, np.tile(self._filling, (more, 1))])

    def read(self, slot: int) -> Sequence[int]:
        if slot >= len(self._rows):
            return ()
        row: list[int] = self._rows[slot].tolist()
        return self._wide.get(slot) or [one for one in row if one >= VALUE]

    def pairs(self) -> tuple[Slots, Slots]:
        """All slots and numbers that `load` and `write` have had."""
        slots, places = np.nonzero(self._rows >= VALUE)
        numbers = self._rows[slots, places].astype(np.intp)
        wide = [(slot, one) for slot, of_it in self._wide.items() for one in of_it]
        more = np.array(wide, np.intp).reshape(-1, 2)
        return np.append(slots, more[:, 0]), np.append(numbers, more[:, 1])

    def has_few_wide(self, found: Group) -> bool:
        if not self._wide:
            return True
        return self._wide_slots.intersection_cardinality(found.bitmap) <= MOST_WIDE

    def of(self, found: Group) -> list[Numbers]:
        """The numbers of some entries, each as often as they have it."""
        numbers: list[Numbers] = [self._rows.take(found.slots, axis=0).ravel()]
        for slot in self._wide_slots & found.bitmap if self._wide else ():
            numbers.append(np.array(self._wide[slot], self._rows.dtype))
        return numbers


def _width(of_each: Slots) -> int:
    most = int(np.quantile(of_each, SHARE, method="higher"))
    return min(WIDEST, most)
