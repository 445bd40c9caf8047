"""What the clock changes: what is listed and when it meets, and which meeting is next.

Each entry keeps its last days. The bitmaps of a day are made when that day is first
asked about, whether it is the next day or an earlier one.
"""

import datetime as dt
from array import array
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import product
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from activities.facts import Facts
from search.engine.arrays import (
    Slots,
    any_of,
    bitmap,
    mark,
    roomier,
    slots_of,
    with_room,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES = ("morning", "afternoon", "evening")
# (day, time) -> the number of the pair.
PAIRS = {pair: number for number, pair in enumerate(product(DAYS, TIMES))}
ALWAYS = len(PAIRS)
# A mask has a bit for each day, then one for each time.
_BITS = len(DAYS) + len(TIMES)
MASKS = 1 << _BITS
ALL_DAYS = (1 << len(DAYS)) - 1
_BITS_OF = (np.arange(MASKS)[:, None] >> np.arange(_BITS) & 1).astype(float)
Masks = NDArray[np.uint16]
NO_END = dt.date.max.toordinal()


def day_of(now: dt.datetime) -> int:
    """The ordinal of the date in Finland."""
    return now.astimezone(HELSINKI).toordinal()


def midnight_after(now: dt.datetime) -> float:
    """In seconds since 1970 UTC."""
    tomorrow = now.astimezone(HELSINKI).date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time(), HELSINKI).timestamp()


@lru_cache(maxsize=16_384)
def last_day(iso: str | None) -> int:
    return dt.date.fromisoformat(iso).toordinal() if iso else NO_END


def of_masks(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many meet on each day, then at each time, given how many have each mask."""
    # Only of such numbers does numpy make sums of products fast.
    found: NDArray[np.float64] = counts.astype(float) @ _BITS_OF
    return found.astype(np.int64)


class Calendar:
    """By date: what is listed, and the entries of each pair of day and time.

    `days` and `times`: what meets on each at any time, and on any day at each. What is
    always open is in each of them. `masks` say the same by slot, and
    `totals` how many of those that are listed meet on each day and at each time.
    `_pairs` has a bit by slot for each pair: the days of the first time come first.
    """

    def __init__(self) -> None:
        self._until = np.zeros(0, np.int32)
        # A row for each pair, and one for what is always open.
        self._last = np.zeros((ALWAYS + 1, 0), np.int32)
        self._waiting, self._lasting = array("q"), array("q")
        self.turn_to(1)

    def collect(self, facts: Facts) -> None:
        """Of the next slot; to be found once all are settled."""
        slot = len(self._waiting)
        self._waiting.append(last_day(facts["listed_until"]))
        for day, time, last in facts["meets"]:
            self._lasting.extend((PAIRS[day, time], slot, last_day(last)))
        if "always_until" in facts:
            self._lasting.extend((ALWAYS, slot, last_day(facts["always_until"])))

    def settle(self) -> None:
        self._until = np.array(self._waiting, np.int32)
        self._last = np.zeros((ALWAYS + 1, len(self._until)), np.int32)
        pairs, slots, last = np.array(self._lasting).reshape(-1, 3).T
        np.maximum.at(self._last, (pairs, slots), last.astype(np.int32))
        self._waiting, self._lasting = array("q"), array("q")

    def turn_to(self, today: int) -> None:
        """Make the bitmaps of a day."""
        self.today = today
        self.listed = _from(self._until, today)
        self.listed.run_optimize()
        always = _from(self._last[ALWAYS], today)
        self._on = [_from(last, today) | always for last in self._last]
        self.days = [self._united((day,), TIMES) for day in DAYS]
        self.times = [self._united(DAYS, (time,)) for time in TIMES]
        self.masks = np.zeros(len(self._until), np.uint16)
        for bit, found in enumerate((*self.days, *self.times)):
            self.masks[slots_of(found)] += 1 << bit
        self._pairs = np.zeros(len(self._until), np.uint32)
        for pair in PAIRS.values():
            day, time = divmod(pair, len(TIMES))
            self._pairs[slots_of(self._on[pair])] += 1 << time * len(DAYS) + day
        common = self.listed.intersection_cardinality
        self.totals = np.array([*map(common, (*self.days, *self.times))], np.int64)

    def put(self, slot: int, facts: Facts) -> bool:
        """In place of what was known of the slot; whether it is listed today."""
        last = np.zeros(ALWAYS + 1, np.int32)
        for day, time, until in facts["meets"]:
            pair = PAIRS[day, time]
            last[pair] = max(last[pair], last_day(until))
        if "always_until" in facts:
            last[ALWAYS] = last_day(facts["always_until"])
        return self._write(slot, last_day(facts["listed_until"]), last)

    def remove(self, slot: int) -> None:
        self._write(slot, 0, np.zeros(ALWAYS + 1, np.int32))

    def _write(self, slot: int, until: int, last: NDArray[np.int32]) -> bool:
        """Only what differs: most changes leave the calendar as it is."""
        self._until = roomier(self._until, slot + 1)
        self._last = roomier(self._last, slot + 1)
        self.masks = roomier(self.masks, slot + 1)
        self._pairs = roomier(self._pairs, slot + 1)
        if slot in self.listed:
            self.totals = self.totals - _met(self.masks[slot])
        if self._until[slot] != until:
            self._until[slot] = until
        mark(self.listed, slot, until >= self.today)
        other = np.flatnonzero(self._last[:, slot] != last)
        if len(other):
            self._last[other, slot] = last[other]
            self._meet(slot, last >= self.today)
        if until >= self.today:
            self.totals = self.totals + _met(self.masks[slot])
        return until >= self.today

    def _meet(self, slot: int, on: NDArray[np.bool_]) -> None:
        """`on`: by pair, and whether it is always open."""
        on = on | on[ALWAYS : ALWAYS + 1]
        by_day = on[:ALWAYS].reshape(len(DAYS), len(TIMES))
        either = np.logical_or.reduce
        some = [*either(by_day, axis=1).tolist(), *either(by_day, axis=0).tolist()]
        found = [*self._on, *self.days, *self.times]
        for entries, holds in zip(found, [*on, *some], strict=True):
            mark(entries, slot, bool(holds))
        self.masks[slot] = _number(some)
        self._pairs[slot] = _number(by_day.T.ravel().tolist())

    def move(self, order: Slots) -> None:
        """Those of `order` become 0, 1, 2 and so on."""
        self._until = with_room(self._until[order])
        self._last = with_room(self._last[:, order])
        self.turn_to(self.today)

    def meeting(self, days: Sequence[str], times: Sequence[str]) -> BitMap:
        """Those that meet on one of the days at one of the times; none means any."""
        if not times:
            return any_of([self.days[DAYS.index(day)] for day in days])
        if not days:
            return any_of([self.times[TIMES.index(time)] for time in times])
        return self._united(days, times)

    def masks_with(
        self, slots: Slots, days: Sequence[str], times: Sequence[str]
    ) -> Masks:
        """Of some slots, the days on which they meet at one of the times, and the times
        at which they meet on one of the days; none means any.
        """
        masks, pairs = self.masks.take(slots), self._pairs.take(slots)
        if times:
            masks &= ~np.uint16(ALL_DAYS)
            for time in times:
                first = TIMES.index(time) * len(DAYS)
                masks |= (pairs >> first & ALL_DAYS).astype(np.uint16)
        if days:
            masks &= np.uint16(ALL_DAYS)
            on_them = sum(1 << DAYS.index(day) for day in days)
            for number in range(len(TIMES)):
                at_it = pairs & (on_them << number * len(DAYS)) != 0
                masks |= at_it.astype(np.uint16) << len(DAYS) + number
        return masks

    def _united(self, days: Iterable[str], times: Collection[str]) -> BitMap:
        pairs = [PAIRS[day, time] for day in days for time in times]
        return any_of([self._on[pair] for pair in pairs])


def _met(mask: np.uint16) -> NDArray[np.int64]:
    """One for each day and each time of a mask."""
    met: NDArray[np.int64] = _BITS_OF[mask].astype(np.int64)
    return met


def _number(bits: Sequence[bool]) -> int:
    return sum(bit << place for place, bit in enumerate(bits))


def _from(last: NDArray[np.int32], today: int) -> BitMap:
    return bitmap(np.flatnonzero(last >= today))
