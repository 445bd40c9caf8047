"""What the clock changes: what is listed and when it meets, and which meeting is next.

Each entry keeps its last days. The bitmaps of a day are made when that day is first
asked about, whether it is the next day or an earlier one.
"""

import datetime as dt
from array import array
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain, takewhile
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from activities.facts import Facts
from search.engine.arrays import Slots, any_of, bitmap, roomier

HELSINKI = ZoneInfo("Europe/Helsinki")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES = ("morning", "afternoon", "evening")
# (day, time) -> the numbers of the pair, the day and the time.
PAIRS = {
    (day, time): (day_number * len(TIMES) + time_number, day_number, time_number)
    for day_number, day in enumerate(DAYS)
    for time_number, time in enumerate(TIMES)
}
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
            self._lasting.extend((PAIRS[day, time][0], slot, last_day(last)))
        if "always_until" in facts:
            self._lasting.extend((ALWAYS, slot, last_day(facts["always_until"])))

    def settle(self) -> None:
        self._until = np.array(self._waiting, np.int32)
        # Room for those to come is shared by all processes, not made in each.
        self._last = roomier(
            np.zeros((ALWAYS + 1, len(self._until)), np.int32), len(self._until) + 1
        )
        pairs, slots, last = np.array(self._lasting).reshape(-1, 3).T
        np.maximum.at(self._last, (pairs, slots), last.astype(np.int32))
        self._waiting, self._lasting = array("q"), array("q")
        self.turn_to(self.today)

    def turn_to(self, today: int) -> None:
        """Make the bitmaps of a day."""
        self.today = today
        self.listed = _from(self._until, today)
        self.listed.run_optimize()
        always = _from(self._last[ALWAYS], today)
        self._on = [_from(last, today) | always for last in self._last]
        self.days = [self._united((day,), TIMES) for day in DAYS]
        self.times = [self._united(DAYS, (time,)) for time in TIMES]

    def add(self, slot: int, facts: Facts) -> bool:
        """Whether it is listed today."""
        self._until = roomier(self._until, slot + 1)
        self._last = roomier(self._last, slot + 1)
        self._until[slot] = until = last_day(facts["listed_until"])
        for day, time, last in facts["meets"]:
            pair, day_number, time_number = PAIRS[day, time]
            self._last[pair, slot] = max(self._last[pair, slot], last_day(last))
            if self._last[pair, slot] >= self.today:
                self._on[pair].add(slot)
                self.days[day_number].add(slot)
                self.times[time_number].add(slot)
        if "always_until" in facts:
            self._last[ALWAYS, slot] = last_day(facts["always_until"])
            if self._last[ALWAYS, slot] >= self.today:
                for found in (*self._on, *self.days, *self.times):
                    found.add(slot)
        if until >= self.today:
            self.listed.add(slot)
        return until >= self.today

    def remove(self, slot: int) -> bool:
        """Whether it was listed today."""
        pairs = self._last[:, slot].nonzero()[0].tolist()
        if pairs:
            for found in (*self._on, *self.days, *self.times):
                found.discard(slot)
            self._last[:, slot] = 0
        self._until[slot] = 0
        was_listed = slot in self.listed
        self.listed.discard(slot)
        return was_listed

    def move(self, order: Slots) -> None:
        """Those of `order` become 0, 1, 2 and so on."""
        self._until = self._until[order]
        self._last = np.ascontiguousarray(self._last[:, order])
        self.turn_to(self.today)

    def meeting(self, days: Sequence[str], times: Sequence[str]) -> BitMap:
        """Those that meet on one of the days at one of the times; none means any."""
        if not times:
            return any_of([self.days[DAYS.index(day)] for day in days])
        if not days:
            return any_of([self.times[TIMES.index(time)] for time in times])
        return self._united(days, times)

    def _united(self, days: Iterable[str], times: Collection[str]) -> BitMap:
        pairs = [PAIRS[day, time][0] for day in days for time in times]
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

    def add(self, slot: int, meetings: Sequence[Sequence[int]]) -> None:
        begin, self._used = self._used, self._used + len(meetings)
        self._starts = roomier(self._starts, self._used)
        self._ends = roomier(self._ends, self._used)
        self._place = roomier(self._place, slot + 1)
        self._next = roomier(self._next, slot + 1, NEVER)
        self._starts[begin : self._used] = [start for start, _end in meetings]
        self._ends[begin : self._used] = [end for _start, end in meetings]
        over = takewhile(lambda times: times[1] <= self._moment, meetings)
        at = sum(1 for _ in over)
        self._place[:, slot] = begin, self._used, begin + at
        self._next[:, slot] = meetings[at] if at < len(meetings) else NEVER
        self.first_end = min(self.first_end, float(self._next[1, slot]))

    def remove(self, slot: int) -> None:
        was_first = self._next[1, slot] <= self.first_end
        self._place[:, slot] = 0
        self._next[:, slot] = NEVER
        if was_first:
            self._find_first_end()

    def move(self, order: Slots) -> None:
        """Those of `order` become 0, 1, 2 and so on, and what is gone takes no room."""
        begin, stop, _at = self._place[:, order]
        counts = stop - begin
        stops = np.cumsum(counts)
        kept = np.arange(counts.sum()) + np.repeat(begin - stops + counts, counts)
        self._starts, self._ends = self._starts[kept], self._ends[kept]
        self._used = len(kept)
        self._place = np.array([stops - counts, stops, stops - counts])
        self._next = np.ascontiguousarray(self._next[:, order])
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
