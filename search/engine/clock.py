"""What the clock changes: what is listed and when it meets, and which meeting is next.

Each entry keeps its last days. The bitmaps of a day are made when that day is first
asked about, whether it is the next day or an earlier one.
"""

import datetime as dt
from array import array
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain, product, takewhile
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
    with_room,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES = ("morning", "afternoon", "evening")
# (day, time) -> the number of the pair.
PAIRS = {pair: number for number, pair in enumerate(product(DAYS, TIMES))}
ALWAYS = len(PAIRS)
NO_END = dt.date.max.toordinal()
NEVER = np.iinfo(np.int64).max


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


class Calendar:
    """By date: what is listed, and the entries of each pair of day and time.

    `days` and `times`: what meets on each at any time, and on any day at each. What is
    always open is in each of them.
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
        if self._until[slot] != until:
            self._until[slot] = until
        mark(self.listed, slot, until >= self.today)
        other = np.flatnonzero(self._last[:, slot] != last)
        if len(other):
            self._last[other, slot] = last[other]
            self._meet(slot, last >= self.today)
        return until >= self.today

    def _meet(self, slot: int, on: NDArray[np.bool_]) -> None:
        """`on`: by pair, and whether it is always open."""
        on = on | on[ALWAYS : ALWAYS + 1]
        by_day = on[:ALWAYS].reshape(len(DAYS), len(TIMES))
        for found, some in (
            (self._on, on),
            (self.days, np.logical_or.reduce(by_day, axis=1)),
            (self.times, np.logical_or.reduce(by_day, axis=0)),
        ):
            for number, entries in enumerate(found):
                mark(entries, slot, bool(some[number]))

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

    def _united(self, days: Iterable[str], times: Collection[str]) -> BitMap:
        pairs = [PAIRS[day, time] for day in days for time in times]
        return any_of([self._on[pair] for pair in pairs])


def _from(last: NDArray[np.int32], today: int) -> BitMap:
    return bitmap(np.flatnonzero(last >= today))


class Meetings:
    """The next meeting of each entry: the first, by its start, that is not over.

    Times are in whole seconds since 1970 UTC.
    """

    def __init__(self) -> None:
        self._moment = 0.0
        self._starts = self._ends = np.zeros(0, np.int64)
        self._used = 0
        # By slot: where its meetings begin and stop, and where the next one is.
        self._place = np.zeros((3, 0), np.int64)
        # By slot: the start and the end of the next meeting.
        self._next = np.zeros((2, 0), np.int64)
        self.first_end = float(NEVER)
        self._waiting, self._lengths = array("q"), array("q")

    def collect(self, meetings: Sequence[Sequence[int]]) -> None:
        """Of the next slot; to be found once all are settled."""
        self._waiting.extend(chain.from_iterable(meetings))
        self._lengths.append(len(meetings))

    def settle(self) -> None:
        times = np.array(self._waiting, np.int64).reshape(-1, 2)
        self._starts, self._ends = np.ascontiguousarray(times.T)
        self._used = len(times)
        counts = np.array(self._lengths, np.int64)
        stops = np.cumsum(counts)
        self._place = np.array([stops - counts, stops, stops - counts])
        self._next = np.full((2, len(counts)), NEVER, np.int64)
        self._waiting, self._lengths = array("q"), array("q")
        self._find(np.arange(len(counts)))

    def put(self, slot: int, meetings: Sequence[Sequence[int]]) -> None:
        """In place of what was known of the slot; nothing is written if it is that."""
        self._place = roomier(self._place, slot + 1)
        self._next = roomier(self._next, slot + 1, NEVER)
        begin, stop, _at = self._place[:, slot].tolist()
        known = zip(
            self._starts[begin:stop].tolist(),
            self._ends[begin:stop].tolist(),
            strict=True,
        )
        if [*known] == [(start, end) for start, end in meetings]:
            return
        was_first = self._next[1, slot] <= self.first_end
        if len(meetings) > stop - begin:
            begin, self._used = self._used, self._used + len(meetings)
            self._starts = roomier(self._starts, self._used)
            self._ends = roomier(self._ends, self._used)
        stop = begin + len(meetings)
        self._starts[begin:stop] = [start for start, _end in meetings]
        self._ends[begin:stop] = [end for _start, end in meetings]
        over = takewhile(lambda times: times[1] <= self._moment, meetings)
        at = sum(1 for _ in over)
        self._place[:, slot] = begin, stop, begin + at
        self._next[:, slot] = meetings[at] if at < len(meetings) else NEVER
        self.first_end = min(self.first_end, float(self._next[1, slot]))
        if was_first:
            self._find_first_end()

    def remove(self, slot: int) -> None:
        self.put(slot, ())

    def move(self, order: Slots) -> None:
        """Those of `order` become 0, 1, 2 and so on, and what is gone takes no room."""
        begin, stop, _at = self._place[:, order]
        counts = stop - begin
        stops = np.cumsum(counts)
        kept = np.arange(counts.sum()) + np.repeat(begin - stops + counts, counts)
        self._starts = with_room(self._starts[kept])
        self._ends = with_room(self._ends[kept])
        self._used = len(kept)
        self._place = with_room(np.array([stops - counts, stops, stops - counts]))
        self._next = with_room(self._next[:, order], NEVER)
        self._find(np.arange(len(order)))

    def turn_to(self, moment: float) -> None:
        if moment < self._moment:
            self._place[2] = self._place[0]
            self._moment = moment
            self._find(np.arange(self._place.shape[1]))
        elif moment >= self.first_end:
            self._moment = moment
            self._find(np.flatnonzero(self._next[1] <= moment))

    def _find(self, slots: Slots) -> None:
        """From where they are, go on to the first meeting that is not over."""
        while len(slots):
            _begin, stop, at = self._place[:, slots]
            left = at < stop
            self._next[:, slots[~left]] = NEVER
            slots, at = slots[left], at[left]
            self._next[:, slots] = self._starts[at], self._ends[at]
            slots = slots[self._ends[at] <= self._moment]
            self._place[2, slots] += 1
        self._find_first_end()

    def _find_first_end(self) -> None:
        self.first_end = float(self._next[1].min(initial=NEVER))

    @property
    def starts(self) -> NDArray[np.int64]:
        """By slot, when the next meeting begins."""
        starts: NDArray[np.int64] = self._next[0]
        return starts
