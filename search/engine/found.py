"""What a question finds among the entries of one kind, as they are at one moment."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any

from pyroaring import BitMap

from search.engine import choices, ordering, scores
from search.engine.arrays import Group
from search.engine.choices import FACETS, OF_PARAMETER, all_of
from search.engine.clock import DAYS, TIMES
from search.engine.entries import Entries
from search.engine.values import Counted, Values
from search.question import TIERED, Hit, Question

Marks = tuple[int, int, int, int]


class Found:
    """Good until the version of the entries changes."""

    def __init__(self, entries: Entries, question: Question) -> None:
        self.entries = entries
        self.question = question
        self.tiers = choices.tiers(entries, question.chosen)
        self._always = [entries.calendar.listed]
        if question.query:
            words = scores.having(entries.postings, question.query)
            self._always.append(words)

    def others(self, left_out: str) -> BitMap:
        """What meets every choice but those of one facet."""
        if left_out not in self.tiers:
            return self.all
        return self._meeting_all_but(left_out)

    def _meeting_all_but(self, left_out: str) -> BitMap:
        chosen = (one.both for name, one in self.tiers.items() if name != left_out)
        return all_of([*self._always, *chosen])

    @cached_property
    def all(self) -> BitMap:
        return self._meeting_all_but("")

    def in_second_tier(self, facet: str) -> int:
        if facet not in self.tiers:
            return 0
        first = self.tiers[facet].first
        return len(self.all) - self.all.intersection_cardinality(first)

    def hits(self, first: int, last: int) -> list[Hit]:
        numbers = self._numbers()
        if numbers is None:
            return self._best(first, last)
        ids = ordering.by_number(self.entries, self.all, numbers, first, last)
        slots = [self.entries.slots[pk] for pk in ids]
        scored = self._scored(BitMap(slots))
        score_of = {slot: score for score, part in scored for slot in part}
        return [
            Hit(pk, self._marks(slot), score_of[slot])
            for pk, slot in zip(ids, slots, strict=True)
        ]

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

    @cached_property
    def _tiered(self) -> list[BitMap | None]:
        """The first tier of each facet of TIERED that has a choice."""
        chosen = (self.tiers.get(name) for name in TIERED)
        return [one and one.first for one in chosen]

    def _marks(self, slot: int) -> Marks:
        place, target, age, level = (
            int(first is not None and slot not in first) for first in self._tiered
        )
        return place, target, age, level

    def _best(self, first: int, last: int) -> list[Hit]:
        hits: list[Hit] = []
        before = 0
        for marks, part in self._in_tiers():
            for score, alike in self._scored(part):
                begin, end = max(0, first - before), last - before
                ids = ordering.by_check(self.entries, alike, begin, end)
                hits += map(Hit, ids, repeat(marks), repeat(score))
                before += len(alike)
                if before >= last:
                    return hits
        return hits

    def _in_tiers(self) -> Iterable[tuple[Marks, BitMap]]:
        """In parts of equal tiers, the first tiers first."""
        parts: list[tuple[Any, BitMap]] = [((), self.all)] if self.all else []
        for first in self._tiered:
            if first is None:
                parts = [((*marks, 0), part) for marks, part in parts]
            else:
                parts = [one for part in parts for one in _split(*part, first)]
        return parts

    def _scored(self, found: BitMap) -> Iterator[tuple[int, BitMap]]:
        return scores.by_score(self.entries.postings, self.question.query, found)

    def counts(self) -> Counted:
        """Facets without a choice are counted together, among all that was found."""
        found = self._meetings()
        everything = Group(self.all)
        for group in self.entries.values:
            names: Sequence[str] = group.names
            if self.tiers:
                names = [name for name in names if OF_PARAMETER[name] not in self.tiers]
            if names:
                found |= self._among(everything, group, names)
        for facet in self.tiers:
            if facet not in ("age", "when"):
                found |= self.counts_of(facet)
        return found

    def counts_of(self, facet: str) -> Counted:
        if facet == "age":
            return {}
        if facet == "when":
            return self._meetings()
        names = FACETS[facet]
        # Each kind of access is a facet of its own, held together with the others.
        left_out = "" if facet == "access" else facet
        found = Group(self.others(left_out))
        return self._among(found, self.entries.group_of(names[0]), names)

    def _among(self, found: Group, values: Values, names: Sequence[str]) -> Counted:
        if found.bitmap is self.entries.calendar.listed:
            return values.listed(names)
        return values.counts(found, names)

    def _meetings(self) -> Counted:
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


def _split(
    marks: tuple[int, ...], found: BitMap, first: BitMap
) -> Iterator[tuple[tuple[int, ...], BitMap]]:
    in_first = found & first
    if in_first:
        yield (*marks, 0), in_first
    if len(in_first) < len(found):
        yield (*marks, 1), found - in_first
