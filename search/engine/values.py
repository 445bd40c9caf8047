"""The values of the facets: the entries of each value, and the values of each entry."""

from array import array
from collections.abc import Iterable, Mapping
from itertools import count

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engine.arrays import NOTHING, Group, Slots, bitmaps
from search.engine.clock import MASKS, Calendar, Masks, of_masks
from search.engine.counted import Counted, Counts
from search.engine.facets import FACETS, OF_PARAMETER, OF_VALUES, PARAMETERS
from search.engine.rows import VALUE, Rows

# A bitmap has a part for each 65,536 slots, and a bit for each slot where more than
# DENSE of a part are in it. To meet such a bitmap takes as long as reading so many
# numbers in rows, and so many more for each part; to meet others always takes longer.
PART, DENSE = 1 << 16, 1 << 12
ROWS_FOR_A_BITMAP, ROWS_FOR_A_PART = 250, 200
# Facets of many values have rows of their own besides, for the counts of who chose.
NARROW = ("place", "language", "target", "theme", "format", "organisation")
Places = dict[str, "slice[int, int, None]"]


class Values:
    """Each value of a parameter has a number, those of a facet in a row from VALUE on.

    Rows of one facet have a `_double` of each instead, so much larger, that both can be
    counted at once. Beyond these are the `_new` values since all were numbered.
    `entries` are the slots of each number; `_totals` are how many of them are listed.
    """

    def __init__(self) -> None:
        self.numbers = {name: dict[str, int]() for name in PARAMETERS}
        self.entries = [NOTHING] * VALUE
        self._listed: Counted | None = None
        self._waiting, self._lengths = array("q"), array("q")
        self._rows = {facet: Rows() for facet in ("", *NARROW)}
        self._load(0, np.zeros(0, np.intp), np.zeros(0, np.intp), NOTHING)

    def add(self, slot: int, values: Mapping[str, Iterable[str]], listed: bool) -> None:
        everything: set[int] = set()
        for facet in OF_VALUES:
            numbers = {
                self._number(name, value)
                for name in FACETS[facet]
                for value in values.get(name, ())
            }
            everything |= numbers
            if facet in self._rows:
                old = [number for number in numbers if number < len(self._texts)]
                self._rows[facet].write(slot, [n + self._double for n in old])
        self._rows[""].write(slot, everything)
        for number in everything:
            self.entries[number].add(slot)
            self._totals[number] += listed
        self._listed = None

    def _number(self, parameter: str, value: str) -> int:
        numbers = self.numbers[parameter]
        number = numbers.get(value)
        if number is None:
            number = numbers[value] = len(self.entries)
            self._new.append((parameter, value, number))
            self.entries.append(BitMap())
            self._totals.append(0)
        return number

    def remove(self, slot: int, listed: bool) -> None:
        for number in self._rows[""].read(slot):
            self.entries[number].discard(slot)
            self._totals[number] -= listed
        for rows in self._rows.values():
            rows.clear(slot)
        self._listed = None

    def collect(self, values: Mapping[str, Iterable[str]]) -> None:
        """Of the next slot; to be found once all are settled."""
        before = len(self._waiting)
        for name in values.keys() & self.numbers.keys():
            self._waiting.extend({self._number(name, one) for one in values[name]})
        self._lengths.append(len(self._waiting) - before)

    def settle(self, listed: BitMap) -> None:
        size = len(self._lengths)
        slots = np.repeat(np.arange(size), np.asarray(self._lengths))
        self._load(size, slots, np.array(self._waiting, np.intp), listed)
        self._waiting, self._lengths = array("q"), array("q")

    def move(self, new_slot: NDArray[np.uint32], size: int, listed: BitMap) -> None:
        """Renumber the slots, of which there are `size`, and the values."""
        slots, numbers = self._rows[""].pairs()
        slots = new_slot[slots].astype(np.intp)
        order = np.argsort(slots, kind="stable")
        self._load(size, slots[order], numbers[order], listed)

    def _load(self, size: int, slots: Slots, numbers: Slots, listed: BitMap) -> None:
        numbers = self._renumbered(numbers)
        for facet, rows in self._rows.items():
            place, double = self._places[facet], self._doubles[facet]
            some = (numbers >= place.start) & (numbers < place.stop)
            moved = numbers[some] + (double.start - place.start)
            rows.load(size, slots[some], moved)
        self.entries = bitmaps(numbers, slots, len(self._texts))
        self.entries += [NOTHING] * self._double
        self.count_listed(listed)

    def _renumbered(self, numbers: Slots) -> Slots:
        """As they are numbered from now on; values that nobody has are forgotten."""
        used = np.bincount(numbers, minlength=len(self.entries))
        texts, old = [""] * VALUE, list(range(VALUE))
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
        self._texts = texts
        self._double = double = len(texts) - VALUE
        self._new: list[tuple[str, str, int]] = []
        ends = np.cumsum([VALUE, *map(len, self.numbers.values())]).tolist()
        places = {
            name: slice(first, last)
            for name, first, last in zip(PARAMETERS, ends, ends[1:], strict=False)
        }
        self._names = {name: (texts[of_it], of_it) for name, of_it in places.items()}
        # Of all values and of each facet; and where the doubles of those are.
        self._places: Places = {"": slice(VALUE, len(texts))} | {
            facet: slice(places[names[0]].start, places[names[-1]].stop)
            for facet, names in FACETS.items()
            if facet in OF_VALUES
        }
        self._doubles = {
            facet: slice(of_it.start + double, of_it.stop + double)
            for facet, of_it in self._places.items()
        }
        self._doubles[""] = self._places[""]

    def count_listed(self, listed: BitMap) -> None:
        """Anew, as another day begins."""
        common = listed.intersection_cardinality
        self._totals = array("q", [common(entries) for entries in self.entries])
        self._listed = None

    def having(self, parameter: str, value: str) -> BitMap:
        number = self.numbers[parameter].get(value)
        return NOTHING if number is None else self.entries[number]

    def listed(self, calendar: Calendar) -> Counted:
        """Of each value, how many of all listed entries have it."""
        if self._listed is None:
            totals = np.array(self._totals, np.int64)
            self._listed = self._named(totals, calendar.totals)
        return self._listed

    def counts(
        self,
        found: Group,
        others: Mapping[str, Group],
        calendar: Calendar,
        masks: Masks | None = None,
    ) -> Counted:
        """Of each value, how many of some listed entries have it; of the values of some
        facets, how many of others. `masks`: what is counted for days and times.
        """
        groups = {"": found, **others}
        read = self._read(groups, calendar.listed)
        fewer = read.pop("masks")
        numbers = [calendar.masks.take(fewer.slots) if masks is None else masks]
        for facet, of_it in read.items():
            numbers += self._rows[facet].of(of_it)
        counts = np.bincount(np.concatenate(numbers), minlength=len(self.entries))
        meetings = of_masks(counts[:MASKS])
        if masks is None and fewer is not found:
            meetings = calendar.totals - meetings
        totals = np.frombuffer(self._totals, np.int64)
        for facet, of_it in groups.items():
            place = self._places[facet]
            if of_it.bitmap is calendar.listed:
                counts[place] = totals[place]
            elif facet not in read:
                common = of_it.bitmap.intersection_cardinality
                counts[place] = [common(entries) for entries in self.entries[place]]
            elif read[facet] is not of_it:
                counts[place] = totals[place] - counts[self._doubles[facet]]
            elif facet:
                counts[place] = counts[self._doubles[facet]]
        self._count_new(counts, groups)
        return self._named(counts, meetings)

    def _count_new(self, counts: Counts, groups: Mapping[str, Group]) -> None:
        for name, _value, number in self._new:
            of_it = groups.get(OF_PARAMETER[name], groups[""]).bitmap
            counts[number] = of_it.intersection_cardinality(self.entries[number])

    def _read(self, groups: Mapping[str, Group], listed: BitMap) -> dict[str, Group]:
        """Whose rows are read to count some groups: those in them, or all others."""
        read = {"masks": groups[""].fewer(listed)}
        for facet, of_it in groups.items():
            if facet in self._rows and of_it.bitmap is not listed:
                fewer = of_it.fewer(listed) if facet else read["masks"]
                if self._worth_reading(facet, fewer):
                    read[facet] = fewer
        return read

    def _worth_reading(self, facet: str, found: Group) -> bool:
        """Whether rows are read faster than every bitmap is met."""
        rows, place = self._rows[facet], self._places[facet]
        parts = rows.size // PART + 1
        if found.size > DENSE * parts:
            bitmaps = place.stop - place.start
            each = ROWS_FOR_A_BITMAP + ROWS_FOR_A_PART * parts
            if found.size * rows.width > each * bitmaps:
                return False
        return rows.has_few_wide(found)

    def _named(self, counts: Counts, meetings: Counts) -> Counted:
        counted = Counted(self._names, counts, meetings)
        for name, value, number in self._new:
            counted.add(name, value, int(counts[number]))
        return counted
