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
# A pair of a slot and a number.
BITS = 32
NUMBER = (1 << BITS) - 1


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

    def put(
        self,
        slot: int,
        values: Mapping[str, Iterable[str]],
        was_listed: bool,
        listed: bool,
    ) -> None:
        """In place of what was known of the slot; only what differs is written."""
        before, now = set(self._rows[""].read(slot)), self._numbers(values)
        for number in before if was_listed else ():
            self._totals[number] -= 1
        for number in now if listed else ():
            self._totals[number] += 1
        self._listed = None
        if before == now:
            return
        for number in before - now:
            self.entries[number].discard(slot)
        for number in now - before:
            self.entries[number].add(slot)
        self._rows[""].rewrite(slot, now)
        for facet in NARROW:
            place = self._places[facet]
            of_it = (n for n in now if place.start <= n < place.stop)
            doubles = [number + self._double for number in of_it]
            self._rows[facet].rewrite(slot, doubles)

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
