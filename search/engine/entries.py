"""All entries of one kind, each in a slot, in the order of when they were checked."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from activities.facts import Facts
from search.engine.ages import Ages
from search.engine.arrays import Slots, mark, moved, roomier, with_room
from search.engine.clock import Calendar, last_day
from search.engine.meetings import Meetings
from search.engine.places import Places
from search.engine.postings import Postings
from search.engine.scores import Matches
from search.engine.values import Values

# A key sorts by the day of the check, the newest first, and then by the id.
BITS_OF_ID = 40
ID = (1 << BITS_OF_ID) - 1
LAST_DAY: int = dt.date.max.toordinal()
MARKS = ("anywhere", "open_to_others", "level_unstated")
# So many slots out of order, and a share of all, make it worth while to renumber.
STRAYS = 4_096
SHARE_OF_STRAYS = 8


class Entries:
    """Slots are in the order of their keys, so that the first of a bitmap are the first
    page, but for those that came or were checked since they were numbered: `strays`,
    from the slot `ordered` on.

    `version` grows with every change.
    """

    def __init__(self) -> None:
        self.version = 0
        self.slots: dict[int, int] = {}
        self.keys = np.zeros(0, np.int64)
        self.published = np.zeros(0)
        self._waiting: list[tuple[int, float]] = []
        self._top = 0
        self.ordered = 0
        self.strays = BitMap()
        self._spare: list[int] = []
        self.marks = {name: BitMap() for name in MARKS}
        self.values = Values()
        self.ages = Ages()
        self.postings = Postings()
        self.matches = Matches(self.postings)
        self.calendar = Calendar()
        self.meetings = Meetings()
        self.places = Places()

    @property
    def hides_some(self) -> bool:
        """Whether there are entries that are not listed today."""
        return len(self.calendar.listed) < len(self.slots)

    def collect(self, facts: Facts) -> bool:
        """Add one of many entries, to be found once all are settled; whether it is new.

        Only before the first question.
        """
        if facts["id"] in self.slots:
            return False
        self.slots[facts["id"]] = slot = len(self.slots)
        self._waiting.append((_key(facts), facts["published_at"]))
        self._mark(slot, facts)
        self.calendar.collect(facts)
        self.values.collect(facts["values"])
        self.meetings.collect(facts["meetings"])
        self.places.collect(facts["places"])
        self.postings.collect(facts["tokens"])
        return True

    def settle(self) -> None:
        keys, published = (
            zip(*self._waiting, strict=True) if self._waiting else ((), ())
        )
        self.keys, self.published = np.array(keys, np.int64), np.array(published, float)
        self._waiting = []
        self.calendar.settle()
        self.meetings.settle()
        self.places.settle()
        self._top = self.ordered = len(self.keys)
        order = np.argsort(self.keys)
        new_slot = self._move(order)
        self.postings.settle(new_slot)
        self.values.settle(new_slot, self.calendar.listed)

    def put(self, facts: Facts) -> None:
        """Add an entry, or replace what was known of it."""
        key = _key(facts)
        slot = self.slots.get(facts["id"])
        if slot is None:
            slot = self._take(facts["id"], key)
        elif self.keys[slot] != key:
            # It stays where it is: another slot would touch the bitmaps of all tokens,
            # and copy them where processes share their memory.
            self.keys[slot] = key
            self.strays.add(slot)
        self._fill(slot, facts)
        self.version += 1

    def drop(self, pk: int) -> None:
        slot = self.slots.pop(pk, None)
        if slot is None:
            return
        self._clear(slot)
        self.matches.forget(self.postings.replace(slot, {}))
        self.version += 1
        # A gap between slots in order stays one until they are renumbered.
        if slot in self.strays:
            self.strays.discard(slot)
            self._spare.append(slot)

    def _take(self, pk: int, key: int) -> int:
        if self._spare:
            slot = self._spare.pop()
        else:
            slot, self._top = self._top, self._top + 1
        self.keys = roomier(self.keys, self._top)
        self.published = roomier(self.published, self._top)
        self.keys[slot] = key
        self.slots[pk] = slot
        self.strays.add(slot)
        return slot

    def _fill(self, slot: int, facts: Facts) -> None:
        """Only what differs is written, so that most memory stays shared."""
        if self.published[slot] != facts["published_at"]:
            self.published[slot] = facts["published_at"]
        was_listed = slot in self.calendar.listed
        listed = self.calendar.put(slot, facts)
        self.values.put(slot, facts["values"], was_listed, listed)
        for name, holds in _marks(facts).items():
            mark(self.marks[name], slot, holds)
        self.ages.put(slot, facts["min_age"], facts["max_age"])
        self.meetings.put(slot, facts["meetings"])
        self.places.put(slot, facts["places"])
        self.matches.forget(self.postings.replace(slot, facts["tokens"]))

    def _mark(self, slot: int, facts: Facts) -> None:
        for name, holds in _marks(facts).items():
            if holds:
                self.marks[name].add(slot)
        self.ages.add(slot, facts["min_age"], facts["max_age"])

    def _clear(self, slot: int) -> None:
        """All but the tokens, of which few change."""
        was_listed = slot in self.calendar.listed
        self.calendar.remove(slot)
        self.values.put(slot, {}, was_listed, False)
        for marked in self.marks.values():
            mark(marked, slot, False)
        self.ages.remove(slot)
        self.meetings.remove(slot)
        self.places.remove(slot)

    def turn_to(self, today: int) -> None:
        """Make it another day."""
        if today == self.calendar.today:
            return
        self.calendar.turn_to(today)
        self.values.count_listed(self.calendar.listed)
        self.version += 1

    def tidy(self) -> None:
        """Renumber when many are out of order: it takes as long as reading some."""
        if len(self.strays) > max(STRAYS, len(self.slots) // SHARE_OF_STRAYS):
            self.renumber()

    def renumber(self) -> None:
        """Give the slots 0, 1, 2 and so on to the entries in order."""
        live = np.fromiter(self.slots.values(), np.intp, len(self.slots))
        order = live[np.argsort(self.keys[live])]
        new_slot = self._move(order)
        self.postings.move(order, new_slot)
        self.matches.clear()
        self.values.move(new_slot, len(order), self.calendar.listed)
        self._top = self.ordered = len(order)
        self.strays, self._spare = BitMap(), []
        self.version += 1

    def _move(self, order: Slots) -> NDArray[np.uint32]:
        """All but the tokens and the values; the new slot of each old one."""
        new_slot = np.zeros(self._top, np.uint32)
        new_slot[order] = np.arange(len(order))
        ids = (self.keys[order] & ID).tolist()
        self.keys = with_room(self.keys[order])
        self.published = with_room(self.published[order])
        self.slots = dict(zip(ids, range(len(ids)), strict=True))
        self.marks = {name: moved(one, new_slot) for name, one in self.marks.items()}
        self.ages.move(new_slot)
        self.calendar.move(order)
        self.meetings.move(order)
        self.places.move(order)
        return new_slot


def _key(facts: Facts) -> int:
    return (LAST_DAY - last_day(facts["checked_on"])) << BITS_OF_ID | facts["id"]


def _marks(facts: Facts) -> dict[str, bool]:
    return {
        "anywhere": facts["anywhere"],
        "open_to_others": facts["open_to_others"],
        "level_unstated": not facts["level_stated"],
    }
