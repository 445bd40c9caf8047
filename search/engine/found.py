"""What a question finds among the entries of one kind, as they are at one moment."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import repeat
from typing import Any

import numpy as np
from pyroaring import BitMap

from search.engine import choices, ordering, scores
from search.engine.arrays import NOTHING, Group, all_of
from search.engine.clock import DAYS, TIMES, Masks
from search.engine.counted import Counted
from search.engine.entries import Entries
from search.engine.facets import FACETS, OF_VALUES
from search.question import TIERED, Counts, Hit, Question

# Each kind of access is a facet of its own, held together with the others.
ACCESS = "access"
# Bitmaps of more are met faster than their masks are read.
MANY = 20_000
NO_MASKS: Masks = np.zeros(0, np.uint16)
Marks = tuple[int, int, int, int]
# What a call of Hit does, without the call in Python.
_hit: Callable[[tuple[object, ...]], Hit] = partial(tuple.__new__, Hit)


class Found:
    """Good until the version of the entries changes."""

    def __init__(self, entries: Entries, question: Question) -> None:
        self.entries = entries
        self.question = question
        self.tiers = choices.tiers(entries, question.chosen)
        self._matches = entries.matches.of(question.query)
        always = [match.weighing(question.least) for match in self._matches]
        if entries.hides_some:
            always.append(entries.calendar.listed)
        # What meets none of the choices, the first of them, the first two and so on;
        # those that find least come first.
        self._choices = sorted(self.tiers.items(), key=_size)
        self._so_far = [all_of(always) if always else None]
        for _facet, tiers in self._choices:
            self._so_far.append(_both(self._so_far[-1], tiers.both))
        self.all = self._or_listed(self._so_far[-1])
        self._group = Group(self.all)

    def _or_listed(self, found: BitMap | None) -> BitMap:
        return self.entries.calendar.listed if found is None else found

    def others(self, left_out: str) -> BitMap:
        """What meets every choice but those of one facet."""
        if left_out not in self.tiers:
            return self.all
        at = [facet for facet, _tiers in self._choices].index(left_out)
        found = self._so_far[at]
        for _facet, tiers in self._choices[at + 1 :]:
            found = _both(found, tiers.both)
        return self._or_listed(found)

    def in_second_tier(self, facet: str) -> int:
        if facet not in self.tiers:
            return 0
        first = self.tiers[facet].first
        return len(self.all) - self.all.intersection_cardinality(first)

    def hits(self, first: int, last: int) -> list[Hit]:
        if not self.all:
            return []
        numbers = self._numbers()
        if numbers is None:
            return self._best(first, last)
        ids = ordering.by_number(self.entries, self._group.slots, numbers, first, last)
        slots = [self.entries.slots[pk] for pk in ids]
        of_each = scores.scores_of(self._matches, np.array(slots, np.intp)).tolist()
        return [*map(_hit, zip(ids, self._marks(slots), of_each, strict=True))]

    def _numbers(self) -> ordering.Numbers | None:
        """By slot, what is sorted by, if it is another order than the best."""
        match self.question.sort, self.question.origin:
            case "new", _:
                return -self.entries.published
            case "date", _:
                return self.entries.meetings.starts
            case "near", (latitude, longitude):
                return self.entries.places.distances((latitude, longitude))
        return None

    def _tiered(self) -> list[BitMap | None]:
        """The first tier of each facet of TIERED that has a second one."""
        chosen = (self.tiers.get(name) for name in TIERED)
        return [
            one.first if one and one.first is not one.both else None for one in chosen
        ]

    def _marks(self, slots: list[int]) -> Iterator[tuple[int, ...]]:
        """Of each entry whether it is in the second tier of each facet of TIERED."""
        tiered = self._tiered()
        for slot in slots:
            yield tuple(
                int(first is not None and slot not in first) for first in tiered
            )

    def _best(self, first: int, last: int) -> list[Hit]:
        hits: list[Hit] = []
        before = 0
        for marks, part in self._in_tiers():
            ids, of_each = self._in_order(part, max(0, first - before), last - before)
            hits += map(_hit, zip(ids, repeat(marks), of_each, strict=False))
            before += len(part)
            if before >= last:
                break
        return hits

    def _in_order(
        self, part: BitMap, first: int, last: int
    ) -> tuple[list[int], Iterable[int]]:
        """Ids and scores of those in equal tiers."""
        group = self._group if part is self.all else Group(part)
        if not self._matches:
            return ordering.by_check(self.entries, group, first, last), repeat(0)
        of_each = scores.scores_of(self._matches, group.slots)
        return ordering.by_score(self.entries, group.slots, of_each, first, last)

    def _in_tiers(self) -> Iterable[tuple[Marks, BitMap]]:
        """In parts of equal tiers, the first tiers first."""
        tiered = self._tiered()
        # An empty first tier is one, too.
        if all(first is None for first in tiered):
            return [((0, 0, 0, 0), self.all)]
        parts: list[tuple[Any, BitMap]] = [((), self.all)]
        for first in tiered:
            if first is None:
                parts = [((*marks, 0), part) for marks, part in parts]
            else:
                parts = [one for part in parts for one in _split(*part, first)]
        return parts

    def counts(self) -> Counted:
        """What was found is counted once for all facets without a choice."""
        entries = self.entries
        if not self.tiers and self.all is entries.calendar.listed:
            return entries.values.listed(entries.calendar)
        others = {
            facet: Group(self.others(facet))
            for facet in self.tiers
            if facet in OF_VALUES and facet != ACCESS
        }
        count = partial(entries.values.counts, self._group, others, entries.calendar)
        if "when" not in self.tiers:
            return count()
        masks = self._masks()
        if masks is not None:
            return count(masks)
        return count(NO_MASKS).meeting(self._meetings())

    def _masks(self) -> Masks | None:
        """What is counted for days and times; None if bitmaps are met faster."""
        found = Group(self.others("when"))
        if found.size > MANY:
            return None
        chosen = self.question.chosen
        days, times = chosen.get("day", ()), chosen.get("time", ())
        return self.entries.calendar.masks_with(found.slots, days, times)

    def counts_of(self, facet: str) -> Counts:
        if facet == "age":
            return {}
        if facet == "when":
            return self._meetings()
        group = Group(self.others("" if facet == ACCESS else facet))
        values, calendar = self.entries.values, self.entries.calendar
        counted = values.counts(Group(NOTHING), {facet: group}, calendar)
        return {name: counted[name] for name in FACETS[facet]}

    def _meetings(self) -> dict[str, dict[str, int]]:
        """A day with the chosen times, and a time with the chosen days."""
        calendar, chosen = self.entries.calendar, self.question.chosen
        days, times = chosen.get("day", ()), chosen.get("time", ())
        by_day, by_time = calendar.days, calendar.times
        if times:
            by_day = [calendar.meeting((day,), times) for day in DAYS]
        if days:
            by_time = [calendar.meeting(days, (time,)) for time in TIMES]
        common = self.others("when").intersection_cardinality
        return {
            "day": dict(zip(DAYS, map(common, by_day), strict=True)),
            "time": dict(zip(TIMES, map(common, by_time), strict=True)),
        }


def _size(choice: tuple[str, choices.Tiers]) -> int:
    return len(choice[1].both)


def _both(found: BitMap | None, other: BitMap) -> BitMap:
    """None stands for everything."""
    return other if found is None else found & other


def _split(
    marks: tuple[int, ...], found: BitMap, first: BitMap
) -> Iterator[tuple[tuple[int, ...], BitMap]]:
    in_first = found & first
    if in_first:
        yield (*marks, 0), in_first
    if len(in_first) < len(found):
        yield (*marks, 1), found - in_first
