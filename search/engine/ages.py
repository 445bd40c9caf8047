"""The stated ages of entries."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engine.arrays import mark, moved


class Ages:
    """By the least and by the greatest age that an entry states."""

    def __init__(self) -> None:
        self.unstated = BitMap()
        self._stated = BitMap()
        self._from: defaultdict[int, BitMap] = defaultdict(BitMap)
        self._to: defaultdict[int, BitMap] = defaultdict(BitMap)

    def add(self, slot: int, least: int | None, most: int | None) -> None:
        if least is None and most is None:
            self.unstated.add(slot)
            return
        self._stated.add(slot)
        if least is not None:
            self._from[least].add(slot)
        if most is not None:
            self._to[most].add(slot)

    def put(self, slot: int, least: int | None, most: int | None) -> None:
        """In place of what was known of the slot."""
        stated = least is not None or most is not None
        self._mark(slot, least, most)
        mark(self._stated, slot, stated)
        mark(self.unstated, slot, not stated)

    def remove(self, slot: int) -> None:
        self._mark(slot, None, None)
        mark(self._stated, slot, False)
        mark(self.unstated, slot, False)

    def _mark(self, slot: int, least: int | None, most: int | None) -> None:
        for bounds, of_it in ((self._from, least), (self._to, most)):
            if of_it is not None:
                mark(bounds[of_it], slot, True)
            for age, entries in bounds.items():
                mark(entries, slot, age == of_it)

    def move(self, new_slot: NDArray[np.uint32]) -> None:
        self.unstated = moved(self.unstated, new_slot)
        self._stated = moved(self._stated, new_slot)
        for bounds in (self._from, self._to):
            for age, entries in bounds.items():
                bounds[age] = moved(entries, new_slot)

    def meant_for(self, age: int) -> BitMap:
        """The stated range holds this age."""
        older = (entries for least, entries in self._from.items() if least > age)
        younger = (entries for most, entries in self._to.items() if most < age)
        return BitMap.difference(self._stated, *older, *younger)
