"""Bitmaps of slots (pyroaring) and columns by slot (numpy), one from the other."""

from array import array
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Slots = NDArray[np.intp]
NOTHING = BitMap()


def bitmap(slots: NDArray[Any]) -> BitMap:
    """Of numbers in rising order. An array('I') is read a hundred times faster than
    one of numpy.
    """
    return BitMap(array("I", slots.astype(np.uint32).tobytes()))


def slots_of(found: BitMap) -> Slots:
    return np.frombuffer(found.to_array(), np.uint32).astype(np.intp)


class Group:
    """Some entries, and what is computed of them once for all counts."""

    def __init__(self, bitmap: BitMap) -> None:
        self.bitmap = bitmap
        self.size = len(bitmap)

    @cached_property
    def slots(self) -> Slots:
        return slots_of(self.bitmap)


def moved(found: BitMap, new_slot: NDArray[np.uint32]) -> BitMap:
    return bitmap(np.sort(new_slot[slots_of(found)]))


def roomier(column: NDArray[Any], size: int, fill: int = 0) -> NDArray[Any]:
    """The same column, along its last axis at least so long, and filled up there.

    It grows by an eighth: each process has a copy of its own then.
    """
    room = column.shape[-1]
    if room >= size:
        return column
    longer = max(size, room + room // 8, 64)
    wider = np.full((*column.shape[:-1], longer), fill, column.dtype)
    wider[..., :room] = column
    return wider
