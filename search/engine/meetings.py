"""Which meeting of each entry is the next one, as the clock goes on."""

from array import array
from collections.abc import Sequence
from itertools import chain, takewhile

import numpy as np
from numpy.typing import NDArray

from search.engine.arrays import Slots, roomier, with_room

NEVER = np.iinfo(np.int64).max


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
