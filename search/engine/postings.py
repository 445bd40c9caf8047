"""Tokens and the entries that have them, with the weight of the best field of each."""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from operator import or_
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engine.arrays import NOTHING, Slots, bitmap, moved, slots_of
from textanalysis.matching import WEIGHTS

# From the heaviest; the number of a level is its place in here.
LEVELS = sorted(WEIGHTS.values(), reverse=True)
# Most tokens are in the body alone, so that level is what all others leave.
PLAIN = LEVELS.index(WEIGHTS["body"])
# Fields from the lightest, so that the heaviest has the last word.
FIELDS = [
    (name, LEVELS.index(WEIGHTS[name]))
    for name in sorted(WEIGHTS, key=WEIGHTS.__getitem__)
]
# A code is a number (of a slot or a token) and a level in the lowest bits.
BITS = 3
LEVEL = (1 << BITS) - 1
# Up to so many entries, codes of slots are smaller than a bitmap.
FEW = 24
# A key is the number of a token, a slot and a level.
BITS_OF_CODE = 32
CODE = (1 << BITS_OF_CODE) - 1
SLOT = CODE >> BITS
Codes: TypeAlias = "array[int]"
NONE: Codes = array("I")
Weights = NDArray[np.uint8]


class Many:
    """The entries of a token that is not rare: all, and those of each other level."""

    __slots__ = ("all", "levels")

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        """Of codes in the order of their slots."""
        slots, levels = codes >> BITS, codes & LEVEL
        of_each = [slots[levels == level] for level in range(len(LEVELS))]
        of_each[PLAIN] = slots[:0]
        self.all = bitmap(slots)
        self.levels = [bitmap(some) if len(some) else None for some in of_each]

    def add(self, slot: int, level: int) -> None:
        self.all.add(slot)
        if level != PLAIN:
            heavier = self.levels[level]
            if heavier is None:
                self.levels[level] = heavier = BitMap()
            heavier.add(slot)

    def remove(self, slot: int, level: int) -> None:
        self.all.discard(slot)
        of_level = self.levels[level]
        if of_level is not None:
            of_level.discard(slot)

    def move(self, new_slot: NDArray[np.uint32]) -> None:
        self.all = moved(self.all, new_slot)
        self.levels = [one and moved(one, new_slot) for one in self.levels]


class _Codes(dict[str, int]):
    """Of tokens, without a level; made for those that are new."""

    def __init__(self, new: Callable[[str], int]) -> None:
        super().__init__()
        self._new = new
        self.version = 0

    def __missing__(self, token: str) -> int:
        code = self[token] = self._new(token)
        self.version += 1
        return code


class Tokens(Collection[str]):
    """Those that some entry has now; `version` grows with what comes or goes."""

    def __init__(self, codes: _Codes) -> None:
        self._codes = codes

    @property
    def version(self) -> int:
        return self._codes.version

    def __contains__(self, token: object) -> bool:
        return token in self._codes

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[str]:
        """Over a copy, which is made at once: another thread may add or remove."""
        return iter(tuple(self._codes))


class OfSlots:
    """The codes of the tokens in each slot: as they were loaded, in one array that
    processes share, and apart from it what has changed since.
    """

    def __init__(self) -> None:
        self._changed: dict[int, Codes] = {}
        self._codes = np.zeros(0, np.uint32)
        self._ends = np.zeros(1, np.intp)
        self._size = 0

    def load(
        self, slots: NDArray[np.int64], codes: NDArray[np.int64], size: int
    ) -> None:
        keys = np.sort(slots << BITS_OF_CODE | codes)
        self._codes = (keys & CODE).astype(np.uint32)
        self._ends = np.append(0, np.cumsum(np.bincount(slots, minlength=size)))
        self._changed, self._size = {}, size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, slot: int) -> Codes:
        changed = self._changed.get(slot)
        if changed is not None or slot >= len(self._ends) - 1:
            return changed or NONE
        first, last = self._ends[slot : slot + 2]
        return array("I", self._codes[first:last].tobytes())

    def __setitem__(self, slot: int, codes: Codes) -> None:
        self._changed[slot] = codes
        self._size = max(self._size, slot + 1)

    def move(self, order: Slots) -> None:
        """Those of `order` become 0, 1, 2 and so on."""
        each = [self[slot] for slot in order.tolist()]
        lengths = np.fromiter(map(len, each), np.intp, len(each))
        self._codes = np.concatenate([np.zeros(0, np.uint32), *each])
        self._ends = np.append(0, np.cumsum(lengths))
        self._changed, self._size = {}, len(each)


class Postings:
    def __init__(self) -> None:
        self.codes = _Codes(self._new)
        # One object as long as the index lives: what repairs typing is kept by it.
        self.tokens = Tokens(self.codes)
        self._texts: list[str] = []
        self._spare: list[int] = []
        self._entries: list[Codes | Many] = []
        self._of_slot = OfSlots()
        self._waiting = [(array("I"), array("I")) for _level in LEVELS]

    def collect(self, tokens: Mapping[str, str]) -> None:
        """Of the next slot; to be found once all are settled."""
        for field, level in FIELDS:
            codes, lengths = self._waiting[level]
            before = len(codes)
            codes.extend(map(self.codes.__getitem__, tokens.get(field, "").split()))
            lengths.append(len(codes) - before)

    def settle(self, new_slot: NDArray[np.uint32]) -> None:
        """What was collected belongs into other slots."""
        keys = np.concatenate(
            [_keys(*of_it, new_slot, n) for n, of_it in enumerate(self._waiting)]
        )
        self._waiting = [(array("I"), array("I")) for _level in LEVELS]
        keys.sort()
        # The first of equal tokens in a slot is the heaviest.
        keys = keys[np.diff(keys >> BITS, prepend=-1) > 0]
        numbers = keys >> BITS_OF_CODE
        ordered = (keys & CODE).astype(np.uint32)
        self._of_slot.load(
            keys >> BITS & SLOT, numbers << BITS | keys & LEVEL, len(new_slot)
        )
        ends = np.cumsum(np.bincount(numbers, minlength=len(self._texts))).tolist()
        for number, (first, last) in enumerate(pairwise([0, *ends])):
            of_it = ordered[first:last]
            few = len(of_it) <= FEW
            self._entries[number] = array("I", of_it.tobytes()) if few else Many(of_it)

    def replace(self, slot: int, tokens: Mapping[str, str]) -> set[str]:
        """The tokens that differ from before; no others are touched."""
        before, now = self._of_slot[slot], self._codes(tokens)
        gone, new = set(before).difference(now), set(now).difference(before)
        if gone or new:
            self._of_slot[slot] = now
        changed = {self._texts[code >> BITS] for code in gone | new}
        for code in gone:
            self._remove(code >> BITS, slot, code & LEVEL)
        self._add(slot, new)
        for code in gone:
            self._retire(code >> BITS)
        return changed

    def _codes(self, tokens: Mapping[str, str]) -> Codes:
        best: dict[str, int] = {}
        for field, level in FIELDS:
            best.update(dict.fromkeys(tokens.get(field, "").split(), level))
        return array("I", map(or_, map(self.codes.__getitem__, best), best.values()))

    def _new(self, token: str) -> int:
        if self._spare:
            number = self._spare.pop()
            self._texts[number], self._entries[number] = token, array("I")
        else:
            number = len(self._texts)
            self._texts.append(token)
            self._entries.append(array("I"))
        return number << BITS

    def _add(self, slot: int, codes: Iterable[int]) -> None:
        for code in codes:
            entries = self._entries[code >> BITS]
            if isinstance(entries, Many):
                entries.add(slot, code & LEVEL)
            else:
                entries.append(slot << BITS | code & LEVEL)
                if len(entries) > FEW:
                    of_it = np.sort(np.frombuffer(entries, np.uint32))
                    self._entries[code >> BITS] = Many(of_it)

    def _remove(self, number: int, slot: int, level: int) -> None:
        entries = self._entries[number]
        if isinstance(entries, Many):
            entries.remove(slot, level)
        else:
            entries.remove(slot << BITS | level)

    def _retire(self, number: int) -> None:
        entries = self._entries[number]
        live = entries.all if isinstance(entries, Many) else entries
        if not live and self.codes.pop(self._texts[number], None) is not None:
            self._spare.append(number)
            self.codes.version += 1

    def move(self, order: Slots, new_slot: NDArray[np.uint32]) -> None:
        """Renumber the slots: those of `order` become 0, 1, 2 and so on."""
        self._of_slot.move(order)
        of_old = new_slot.tolist()
        for number, entries in enumerate(self._entries):
            if isinstance(entries, Many):
                entries.move(new_slot)
            else:
                codes = (of_old[c >> BITS] << BITS | c & LEVEL for c in entries)
                self._entries[number] = array("I", codes)

    def having(self, token: str) -> BitMap:
        """The entries of a token; not to be changed."""
        code = self.codes.get(token)
        if code is None:
            return NOTHING
        entries = self._entries[code >> BITS]
        if isinstance(entries, Many):
            return entries.all
        return BitMap([code >> BITS for code in entries])

    def weights(self, token: str) -> Weights:
        """By slot, how much the token weighs in an entry."""
        weights = np.zeros(len(self._of_slot), np.uint8)
        code = self.codes.get(token)
        entries = array("I") if code is None else self._entries[code >> BITS]
        if isinstance(entries, Many):
            weights[slots_of(entries.all)] = LEVELS[PLAIN]
            for weight, slots in zip(LEVELS, entries.levels, strict=True):
                if slots:
                    weights[slots_of(slots)] = weight
        else:
            for code in entries:
                weights[code >> BITS] = LEVELS[code & LEVEL]
        return weights


def _keys(
    codes: Codes, lengths: Codes, new_slot: NDArray[np.uint32], level: int
) -> NDArray[np.int64]:
    """Of the tokens of one level, those of each entry after those of another."""
    slots = np.repeat(new_slot, lengths).astype(np.int64)
    numbers = np.array(codes, np.int64) >> BITS
    return numbers << BITS_OF_CODE | slots << BITS | level
