"""All entries of one kind, each in a slot, in the order of when they were checked."""

import datetime as dt

import numpy as np
from pyroaring import BitMap

from activities.facts import Facts
from search.engine.ages import Ages
from search.engine.arrays import Slots, moved, roomier
from search.engine.clock import Calendar, Meetings
from search.engine.places import Places
from search.engine.postings import Postings
from search.engine.values import Values

# A key sorts by the day of the check, the newest first, and then by the id.
BITS_OF_ID = 40
ID = (1 << BITS_OF_ID) - 1
LAST_DAY: int = dt.date.max.toordinal()
MARKS = ("anywhere", "open_to_others", "level_unstated")
# Parameters of the search, and how many values of an entry there is room for.
GROUPS = (
    (("region", "municipality"), 4),
    (("language", "target", "theme", "format"), 8),
    (("organisation",), 1),
    # Of these there are few values, and many of one entry.
    (("level", "welcome", "free", "dropin", "online", "childcare", "access"), 0),
)
# So many slots out of order, and a share of all, make it worth while to renumber.
STRAYS = 4_096
SHARE_OF_STRAYS = 8


class Entries:
    """Slots are in the order of their keys, so that the first of a bitmap are the first
    page, but for those that came or were checked since they were numbered: `strays`.

    `version` grows with every change.
    """

    def __init__(self) -> None:
        self.version = 0
        self.slots: dict[int, int] = {}
        self.keys = np.zeros(0, np.int64)
        self.published = np.zeros(0)
        self._top = 0
        self.strays = BitMap()
        self._spare: list[int] = []
        self.marks = {name: BitMap() for name in MARKS}
        self.values = tuple(Values(names, width) for names, width in GROUPS)
        self._of_parameter = {
            name: one for one in self.values for name in one.parameters
        }
        self.ages = Ages()
        self.postings = Postings()
        self.calendar = Calendar()
        self.meetings = Meetings()
        self.places = Places()

    def having(self, parameter: str, value: str) -> BitMap:
        return self.group_of(parameter).having(parameter, value)

    def group_of(self, parameter: str) -> Values:
        return self._of_parameter[parameter]

    def put(self, facts: Facts) -> None:
        """Add an entry, or replace what was known of it."""
        key = _key(facts)
        slot = self.slots.get(facts["id"])
        if slot is None:
            slot = self._take(facts["id"], key)
        else:
            self._clear(slot)
            # It stays where it is: another slot would touch the bitmaps of all tokens,
            # and copy them where processes share their memory.
            if self.keys[slot] != key:
                self.keys[slot] = key
                self.strays.add(slot)
        self._fill(slot, facts)
        self.version += 1

    def drop(self, pk: int) -> None:
        slot = self.slots.pop(pk, None)
        if slot is None:
            return
        self._clear(slot)
        self.postings.replace(slot, {})
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
        self.published[slot] = facts["published_at"]
        listed = self.calendar.add(slot, facts)
        for values in self.values:
            values.add(slot, facts["values"], listed)
        for name, holds in _marks(facts).items():
            if holds:
                self.marks[name].add(slot)
        self.ages.add(slot, facts["min_age"], facts["max_age"])
        self.meetings.add(slot, facts["meetings"])
        self.places.add(slot, facts["places"])
        self.postings.replace(slot, facts["tokens"])

    def _clear(self, slot: int) -> None:
        """All but the tokens, of which few change."""
        listed = self.calendar.remove(slot)
        for values in self.values:
            values.remove(slot, listed)
        for marked in self.marks.values():
            marked.discard(slot)
        self.ages.remove(slot)
        self.meetings.remove(slot)
        self.places.remove(slot)

    def turn_to(self, today: int) -> None:
        """Make it another day."""
        if today == self.calendar.today:
            return
        before = self.calendar.listed
        self.calendar.turn_to(today)
        for values in self.values:
            values.count_in(self.calendar.listed - before, 1)
            values.count_in(before - self.calendar.listed, -1)
        self.version += 1

    def tidy(self) -> None:
        """Renumber when many are out of order: it takes as long as reading some."""
        if len(self.strays) > max(STRAYS, len(self.slots) // SHARE_OF_STRAYS):
            self.renumber()

    def renumber(self) -> None:
        """Give the slots 0, 1, 2 and so on to the entries in order."""
        live = np.fromiter(self.slots.values(), np.intp, len(self.slots))
        order = live[np.argsort(self.keys[live])]
        if not np.array_equal(order, np.arange(self._top)):
            self._move(order)
        for values in self.values:
            values.settle()
        self._top = len(order)
        self.strays, self._spare = BitMap(), []
        self.version += 1

    def _move(self, order: Slots) -> None:
        new_slot = np.zeros(self._top, np.uint32)
        new_slot[order] = np.arange(len(order))
        self.keys, self.published = self.keys[order], self.published[order]
        ids = (self.keys & ID).tolist()
        self.slots = dict(zip(ids, range(len(ids)), strict=True))
        self.marks = {name: moved(one, new_slot) for name, one in self.marks.items()}
        for values in self.values:
            values.move(order, new_slot)
        self.ages.move(new_slot)
        self.postings.move(order, new_slot)
        self.calendar.move(order)
        self.meetings.move(order)
        self.places.move(order)


def _key(facts: Facts) -> int:
    day = dt.date.fromisoformat(facts["checked_on"]).toordinal()
    return (LAST_DAY - day) << BITS_OF_ID | facts["id"]


def _marks(facts: Facts) -> dict[str, bool]:
    return {
        "anywhere": facts["anywhere"],
        "open_to_others": facts["open_to_others"],
        "level_unstated": not facts["level_stated"],
    }
