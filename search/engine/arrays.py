"""Bitmaps of slots (pyroaring) and columns by slot (numpy), one from the other."""

from array import array
from collections.abc import Sequence
from functools import reduce
from itertools import islice, pairwise
from operator import and_, or_
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Slots = NDArray[np.intp]
NOTHING = BitMap()
FEW = 4_000


def bitmap(slots: NDArray[Any]) -> BitMap:
    """Of numbers in rising order. An array('I') is read a hundred times faster than
    one of numpy.
    """
    return BitMap(array("I", slots.astype(np.uint32).tobytes()))


def bitmaps(numbers: Slots, slots: Slots, size: int) -> list[BitMap]:
    """Of pairs of a number below `size` and a slot: the slots of each number."""
    ordered = slots[np.argsort(numbers, kind="stable")].astype(np.uint32)
    found = array("I", ordered.tobytes())
    ends = np.cumsum(np.bincount(numbers, minlength=size)).tolist()
    return [BitMap(found[first:last]) for first, last in pairwise([0, *ends])]


def slots_of(found: BitMap) -> Slots:
    return np.frombuffer(found.to_array(), np.uint32).astype(np.intp)


def any_of(several: Sequence[BitMap]) -> BitMap:
    """Not to be changed: of one it is the same. Of the few that are chosen, one by one
    is faster than all at once.
    """
    if len(several) == 1:
        return several[0]
    return reduce(or_, several) if several else NOTHING


def all_of(several: Sequence[BitMap]) -> BitMap:
    """The same of one at least; the smallest first, so that little is left early."""
    if len(several) == 1:
        return several[0]
    return reduce(and_, sorted(several, key=len))


class Group:
    """Some entries; their slots are written out once for hits and counts."""

    def __init__(self, bitmap: BitMap) -> None:
        self.bitmap = bitmap
        self.size = len(bitmap)
        self._slots: Slots | None = None

    @property
    def slots(self) -> Slots:
        if self._slots is None:
            self._slots = slots_of(self.bitmap)
        return self._slots

    def is_most_of(self, all_of_them: BitMap) -> bool:
        return self.size * 2 > len(all_of_them)

    def fewer(self, all_of_them: BitMap) -> "Group":
        """These, or all others if they are fewer."""
        if self.is_most_of(all_of_them):
            return Group(all_of_them - self.bitmap)
        return self

    def part(self, first: int, last: int) -> Slots:
        """Some of the slots in order; of many entries, no others are written out."""
        if self.size <= FEW or self._slots is not None:
            return self.slots[first:last]
        some = self.bitmap.iter_equal_or_larger(self.bitmap[min(first, self.size - 1)])
        return np.fromiter(islice(some, max(0, min(last, self.size) - first)), np.intp)


def moved(found: BitMap, new_slot: NDArray[np.uint32]) -> BitMap:
    return bitmap(np.sort(new_slot[slots_of(found)]))


def mark(found: BitMap, slot: int, holds: bool) -> None:
    """Written only where it differs: to write copies what processes share."""
    if holds != (slot in found):
        if holds:
            found.add(slot)
        else:
            found.discard(slot)


def with_room(column: NDArray[Any], fill: int = 0) -> NDArray[Any]:
    """To be written on in place: what each process makes anew is not shared."""
    return roomier(column, column.shape[-1] + 1, fill)


def roomier(column: NDArray[Any], size: int, fill: int = 0) -> NDArray[Any]:
    """The same column, along its last axis at least so long, and filled up there.

    It grows by an eighth: each process has a copy of its own then.
    """
    room = column.shape[-1]
    if room >= size:
        return column
    longer = max(size, room + room // 8, 64)
    # Zeros that nobody has written to take no memory.
    wider = np.zeros((*column.shape[:-1], longer), column.dtype)
    wider[..., :room] = column
    if fill:
        wider[..., room:] = fill
    return wider
