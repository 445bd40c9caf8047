"""The values of the facets: the entries of each value, and the values of each entry."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engine.arrays import NOTHING, Group, Slots, moved

# Reading so many numbers in rows takes as long as meeting one bitmap with another.
ROWS_FOR_A_BITMAP = 150
# More entries with more values than a row holds are not looked at one by one.
MOST_WIDE = 30
# Of a parameter with more values than these, or than its entries can have, only those
# that are found are named.
MANY = 500
VALUES_OF_AN_ENTRY = 4
Counts = NDArray[np.int64]
Counted = dict[str, dict[str, int]]


class Values:
    """Of some parameters; each value has a number, counted from `width`.

    `entries` are the slots of each number. A row of `_rows` holds the numbers of one
    entry; few entries have more than it is wide, and with width 0 there are no rows.
    `totals` count, for each number, its entries that are listed. The first numbers,
    as many as a row is wide, are no values: each fills up its place of a row, for
    counting the same number again and again is slow.
    """

    def __init__(self, parameters: Collection[str], width: int) -> None:
        self.names = tuple(parameters)
        self.parameters = {name: dict[str, int]() for name in parameters}
        self.entries = [BitMap() for _ in range(width)]
        self.totals = array("q", [0] * width)
        self._width = width
        self._filling = np.arange(width, dtype=np.uint16 if width > 1 else np.uint32)
        self._rows = np.tile(self._filling, (64, 1))
        self._wide: dict[int, tuple[int, ...]] = {}
        self._wide_slots = BitMap()
        self._listed: Counted = {}
        self._values = [""] * width
        self._in_a_row = {name: slice(0, 0) for name in parameters}

    def add(self, slot: int, values: Mapping[str, Iterable[str]], listed: bool) -> None:
        found = {
            self._number(name, value)
            for name in self.parameters
            for value in values.get(name, ())
        }
        for number in found:
            self.entries[number].add(slot)
            self.totals[number] += listed
        self._write(slot, found)
        self._listed.clear()

    def _number(self, parameter: str, value: str) -> int:
        numbers = self.parameters[parameter]
        number = numbers.get(value)
        if number is None:
            number = numbers[value] = len(self.entries)
            self.entries.append(BitMap())
            self._values.append(value)
            self.totals.append(0)
        return number

    def _write(self, slot: int, numbers: Collection[int]) -> None:
        if not self._width:
            return
        if slot >= len(self._rows):
            wider = np.tile(self._filling, (2 * slot, 1))
            wider[: len(self._rows)] = self._rows
            self._rows = wider
        if len(numbers) > self._width:
            self._wide[slot] = tuple(numbers)
            self._wide_slots.add(slot)
        else:
            self._rows[slot, : len(numbers)] = tuple(numbers)

    def remove(self, slot: int, listed: bool) -> None:
        numbers = self._read(slot)
        for number in numbers:
            self.entries[number].discard(slot)
            self.totals[number] -= listed
        if self._width:
            self._wide.pop(slot, None)
            self._wide_slots.discard(slot)
            self._rows[slot] = self._filling
        self._listed.clear()

    def _read(self, slot: int) -> Sequence[int]:
        if not self._width:
            return [n for n, entries in enumerate(self.entries) if slot in entries]
        row: list[int] = self._rows[slot].tolist()
        return self._wide.get(slot) or [
            number for number in row if number >= self._width
        ]

    def move(self, order: Slots, new_slot: NDArray[np.uint32]) -> None:
        self.entries = [moved(entries, new_slot) for entries in self.entries]
        if self._width:
            self._rows = self._rows[order]
        wide = {int(new_slot[slot]): numbers for slot, numbers in self._wide.items()}
        self._wide, self._wide_slots = wide, BitMap(wide)

    def having(self, parameter: str, value: str) -> BitMap:
        number = self.parameters[parameter].get(value)
        return NOTHING if number is None else self.entries[number]

    def settle(self) -> None:
        """Number the values of each parameter in a row, and fit the rows to them."""
        old = [*range(self._width)]
        for name, numbers in self.parameters.items():
            self._in_a_row[name] = slice(len(old), len(old) + len(numbers))
            self.parameters[name] = dict(zip(numbers, count(len(old)), strict=False))
            old += numbers.values()
        new_number = np.zeros(len(old), np.uint32)
        new_number[old] = np.arange(len(old))
        self.entries = [self.entries[number] for number in old]
        self._values = [self._values[number] for number in old]
        self.totals = array("q", [self.totals[number] for number in old])
        self._rows = new_number[self._rows].astype(self._rows.dtype)
        for slot, wide in self._wide.items():
            self._wide[slot] = tuple(new_number[list(wide)].tolist())

    def counts(self, found: Group, names: Sequence[str]) -> Counted:
        """How many of some entries have each value of some of the parameters."""
        if not found.size:
            return {name: {} for name in names}
        if self._worth_reading(found, names):
            counts = self._read_from_rows(found)
            return {name: self._named(name, counts, found.size) for name in names}
        return {name: self._met(name, found) for name in names}

    def _worth_reading(self, found: Group, names: Sequence[str]) -> bool:
        """Whether rows are read faster than every bitmap is met."""
        bitmaps = sum(map(len, map(self.parameters.__getitem__, names)))
        if not self._width or found.size * self._width > ROWS_FOR_A_BITMAP * bitmaps:
            return False
        if not self._wide:
            return True
        return self._wide_slots.intersection_cardinality(found.bitmap) <= MOST_WIDE

    def _read_from_rows(self, found: Group) -> Counts:
        rows = self._rows.take(found.slots, axis=0)
        counts = np.bincount(rows.ravel(), minlength=len(self.entries))
        for slot in self._wide_slots & found.bitmap if self._wide else ():
            counts[list(self._wide[slot])] += 1
        return counts

    def _named(self, parameter: str, counts: Counts, entries: int) -> dict[str, int]:
        """Of so many entries; where few values can have any, only those that have."""
        numbers, row = self.parameters[parameter], self._in_a_row[parameter]
        in_a_row = counts[row]
        if len(numbers) > VALUES_OF_AN_ENTRY * entries or len(numbers) > MANY:
            some = in_a_row.nonzero()[0]
            values = map(self._values[row].__getitem__, some.tolist())
            found = dict(zip(values, in_a_row[some].tolist(), strict=True))
        else:
            found = dict(zip(numbers, in_a_row.tolist(), strict=False))
        if len(numbers) > len(in_a_row):
            for value, number in islice(numbers.items(), len(in_a_row), None):
                found[value] = int(counts[number])
        return found

    def _met(self, parameter: str, found: Group) -> dict[str, int]:
        numbers, row = self.parameters[parameter], self._in_a_row[parameter]
        common = found.bitmap.intersection_cardinality
        in_a_row = self.entries[row]
        counts = dict(zip(numbers, map(common, in_a_row), strict=False))
        if len(numbers) > len(in_a_row):
            for value, number in islice(numbers.items(), len(in_a_row), None):
                counts[value] = common(self.entries[number])
        return counts

    def count_in(self, listed: BitMap, sign: int) -> None:
        """Let `totals` count some more entries, or no longer count them."""
        for name, counts in self.counts(Group(listed), self.names).items():
            for value, number in self.parameters[name].items():
                self.totals[number] += sign * counts.get(value, 0)
        self._listed.clear()

    def listed(self, parameters: Sequence[str]) -> Counted:
        """How many of all listed entries have each value."""
        totals = np.frombuffer(self.totals, np.int64)
        for name in parameters:
            if name not in self._listed:
                self._listed[name] = self._named(name, totals, len(self._rows))
        return {name: self._listed[name] for name in parameters}
