"""The values of the facets: the entries of each value, and the values of each entry."""

from array import array
from collections.abc import Iterable, Mapping
from itertools import count

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engine.arrays import NOTHING, Group, Slots, bitmaps
from search.engine.facets import FACETS, OF_PARAMETER, OF_VALUES, PARAMETERS
from search.engine.rows import WIDEST, Rows

# Reading so many numbers in rows takes as long as meeting one bitmap with another.
ROWS_FOR_A_BITMAP = 500
# Facets of many values have rows of their own besides, for the counts of who chose.
NARROW = ("place", "language", "target", "theme", "format", "organisation")
# A pair of a slot and a number.
BITS = 32
NUMBER = (1 << BITS) - 1
Counted = dict[str, dict[str, int]]
Counts = NDArray[np.int64]


class Values:
    """Each value of a parameter has a number, those of a facet in a row from WIDEST on.

    Rows of one facet have a `_double` of each instead, so much larger, that both can be
    counted at once. Beyond these are the `_new` values since all were numbered.
    `entries` are the slots of each number; `_totals` are how many of them are listed.
    """

    def __init__(self) -> None:
        self.numbers = {name: dict[str, int]() for name in PARAMETERS}
        self.entries = [NOTHING] * WIDEST
        self._waiting, self._lengths = array("q"), array("q")
        self._rows = Rows()
        self._narrow = {facet: Rows() for facet in NARROW}
        self._load(0, np.zeros(0, np.intp), np.zeros(0, np.intp), NOTHING)

    def put(
        self,
        slot: int,
        values: Mapping[str, Iterable[str]],
        was_listed: bool,
        listed: bool,
    ) -> None:
        """In place of what was known of the slot; only what differs is written."""
        before, now = set(self._rows.read(slot)), self._numbers(values)
        for number in before if was_listed else ():
            self._totals[number] -= 1
        for number in now if listed else ():
            self._totals[number] += 1
        self._listed.clear()
        if before == now:
            return
        for number in before - now:
            self.entries[number].discard(slot)
        for number in now - before:
            self.entries[number].add(slot)
        self._rows.rewrite(slot, now)
        for facet, rows in self._narrow.items():
            place = self._places[facet]
            of_it = (n for n in now if place.start <= n < place.stop)
            rows.rewrite(slot, [number + self._double for number in of_it])

    def _numbers(self, values: Mapping[str, Iterable[str]]) -> set[int]:
        return {
            self._number(name, value)
            for name in values.keys() & self.numbers.keys()
            for value in values[name]
        }

    def _number(self, parameter: str, value: str) -> int:
        numbers = self.numbers[parameter]
        number = numbers.get(value)
        if number is None:
            number = numbers[value] = len(self.entries)
            self._new.append((parameter, value, number))
            self.entries.append(BitMap())
            self._totals.append(0)
        return number

    def collect(self, values: Mapping[str, Iterable[str]]) -> None:
        """Of the next slot; to be found once all are settled."""
        before = len(self._waiting)
        for name, some in values.items():
            if (numbers := self.numbers.get(name)) is not None:
                for one in some:
                    number = numbers.get(one)
                    self._waiting.append(
                        self._number(name, one) if number is None else number
                    )
        self._lengths.append(len(self._waiting) - before)

    def settle(self, new_slot: NDArray[np.uint32], listed: BitMap) -> None:
        """What was collected belongs into other slots."""
        slots = np.repeat(new_slot.astype(np.int64), np.asarray(self._lengths))
        pairs = np.sort(slots << BITS | np.array(self._waiting, np.int64))
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        self._waiting, self._lengths = array("q"), array("q")
        slots, numbers = (pairs >> BITS).astype(np.intp), pairs & NUMBER
        self._load(len(new_slot), slots, numbers.astype(np.intp), listed)

    def move(self, new_slot: NDArray[np.uint32], size: int, listed: BitMap) -> None:
        """Renumber the slots, of which there are `size`, and the values."""
        slots, numbers = self._rows.pairs()
        slots = new_slot[slots].astype(np.intp)
        order = np.argsort(slots, kind="stable")
        self._load(size, slots[order], numbers[order], listed)

    def _load(self, size: int, slots: Slots, numbers: Slots, listed: BitMap) -> None:
        numbers = self._renumbered(numbers)
        self._rows.load(size, slots, numbers)
        for facet, rows in self._narrow.items():
            place = self._places[facet]
            some = (numbers >= place.start) & (numbers < place.stop)
            rows.load(size, slots[some], numbers[some] + self._double)
        self.entries = bitmaps(numbers, slots, len(self._texts))
        self.entries += [NOTHING] * self._double
        self.count_listed(listed)

    def _renumbered(self, numbers: Slots) -> Slots:
        """As they are numbered from now on; values that nobody has are forgotten."""
        used = np.bincount(numbers, minlength=len(self.entries))
        texts, old = [""] * WIDEST, list(range(WIDEST))
        for name, known in self.numbers.items():
            kept = {value: number for value, number in known.items() if used[number]}
            self.numbers[name] = dict(zip(kept, count(len(old)), strict=False))
            texts += kept
            old += kept.values()
        self._place(texts)
        new_number = np.zeros(len(used), np.intp)
        new_number[old] = np.arange(len(old))
        return new_number[numbers]

    def _place(self, texts: list[str]) -> None:
        self._texts: NDArray[np.object_] = np.array(texts, object)
        self._double = len(texts) - WIDEST
        self._new: list[tuple[str, str, int]] = []
        ends = np.cumsum([WIDEST, *map(len, self.numbers.values())]).tolist()
        start = dict(zip(PARAMETERS, ends, strict=False))
        stop = dict(zip(PARAMETERS, ends[1:], strict=True))
        # Of all values, of each facet and of each parameter.
        self._places: dict[str, slice[int, int, None]] = {
            "": slice(WIDEST, len(texts))
        } | {
            facet: slice(start[FACETS[facet][0]], stop[FACETS[facet][-1]])
            for facet in OF_VALUES
        }
        self._named = [name for name in PARAMETERS if self.numbers[name]]
        self._bounds = np.array([*map(start.get, self._named), len(texts)])
        self._unused = {name: dict[str, int]() for name in PARAMETERS}

    def count_listed(self, listed: BitMap) -> None:
        """Anew, as another day begins."""
        common = listed.intersection_cardinality
        self._totals = array("q", [common(entries) for entries in self.entries])
        self._listed: Counted = {}

    def having(self, parameter: str, value: str) -> BitMap:
        number = self.numbers[parameter].get(value)
        return NOTHING if number is None else self.entries[number]

    def listed(self) -> Counted:
        """Of each value, how many of all listed entries have it."""
        if not self._listed:
            self._listed = self._name(np.frombuffer(self._totals, np.int64))
            for name, value, number in self._new:
                self._listed[name] = {**self._listed[name], value: self._totals[number]}
        return self._listed

    def counts(self, found: Group, others: Mapping[str, Group]) -> Counted:
        """Of each value, how many of some entries have it; of the values of some
        facets, how many of others.
        """
        met = {"": found, **others}
        numbers = []
        if self._worth_reading("", self._rows, found):
            numbers = self._rows.of(met.pop(""))
        for facet, of_it in others.items():
            rows = self._narrow.get(facet)
            if rows and self._worth_reading(facet, rows, of_it):
                numbers += rows.of(met.pop(facet))
        counts = np.zeros(len(self.entries), np.int64)
        if numbers:
            counts = np.bincount(np.concatenate(numbers), minlength=len(self.entries))
        for facet in ("", *others):
            place = self._places[facet]
            if facet in met:
                common = met[facet].bitmap.intersection_cardinality
                counts[place] = [common(entries) for entries in self.entries[place]]
            elif facet:
                double = slice(place.start + self._double, place.stop + self._double)
                counts[place] = counts[double]
        return self._with_new(self._name(counts), found, others)

    def _worth_reading(self, facet: str, rows: Rows, found: Group) -> bool:
        """Whether rows are read faster than every bitmap is met."""
        place = self._places[facet]
        bitmaps = place.stop - place.start
        few = found.size * rows.width < ROWS_FOR_A_BITMAP * bitmaps
        return few and rows.has_few_wide(found)

    def _name(self, counts: Counts) -> Counted:
        """What was counted of each parameter; without values that nobody has."""
        some = counts[: len(self._texts)].nonzero()[0]
        ends = some.searchsorted(self._bounds).tolist()
        values, numbers = self._texts[some].tolist(), counts[some].tolist()
        named = self._unused.copy()
        for name, first, last in zip(self._named, ends, ends[1:], strict=False):
            named[name] = dict(
                zip(values[first:last], numbers[first:last], strict=True)
            )
        return named

    def _with_new(
        self, counted: Counted, found: Group, others: Mapping[str, Group]
    ) -> Counted:
        for name, value, number in self._new:
            of_it = others.get(OF_PARAMETER[name], found).bitmap
            common = of_it.intersection_cardinality(self.entries[number])
            counted[name] = {**counted[name], value: common}
        return counted
