"""The prepared cards of all entries, in a file that has no name.

A hundred thousand cards in three languages are half a gigabyte, of which a page needs
twenty. So the operating system keeps them, once for all processes, as long as it has
memory to spare. Processes that were forked read the file of the first one, and what
changes each writes into one of its own.
"""

import datetime as dt
import json
import os
import tempfile
import weakref
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from struct import Struct
from typing import cast

import numpy as np

from activities.prepared import Card, Ready, is_card, ready
from activities.texts import LANGUAGES

# Bytes of each card, before the cards.
_LENGTHS = Struct(f"<{len(LANGUAGES)}I")
_MEETING = Struct("=qq")

# Twice as many are kept; about 3 KB each.
READY_AT_MOST = 4096

Meetings = Iterable[tuple[int, int]]
Lasting = Sequence[Sequence[int]]
Read = tuple[Card, Meetings]
# File, place in it, bytes.
Place = tuple[int, int, int]
Drawn = dict[tuple[Place, str], Ready]


class BrokenCardError(ValueError):
    """What is kept of a card cannot be drawn."""


class Cards:
    def __init__(self) -> None:
        # Those that were loaded, by id: arrays are shared whoever reads them. Then what
        # has changed since.
        self._loaded = [array("q"), array("q"), array("q")]
        self._file_loaded = -1
        self._changed: dict[int, Place | None] = {}
        self._owner, self._file, self._end = 0, -1, 0
        # What pages drew, by place and language; a place is written only once. When
        # the first is full, it takes the place of the second.
        self._ready: tuple[Drawn, Drawn] = {}, {}

    def collect(self, pk: int, cards: Sequence[bytes], meetings: Lasting) -> None:
        """The same as `keep` for one of many, to be read once all are settled."""
        _file, start, length = self._write(cards, meetings)
        for column, number in zip(self._loaded, (pk, start, length), strict=True):
            column.append(number)

    def settle(self) -> None:
        columns = np.array(self._loaded)
        order = np.argsort(columns[0])
        self._loaded = [array("q", of_it[order].tobytes()) for of_it in columns]
        self._file_loaded = self._file

    def keep(self, pk: int, cards: Sequence[bytes], meetings: Lasting) -> None:
        """`cards` are JSON, in the order of LANGUAGES; see `get`. Raises OSError."""
        self._changed[pk] = self._write(cards, meetings)

    def _write(self, cards: Sequence[bytes], meetings: Lasting) -> Place:
        times = array("q", chain.from_iterable(meetings))
        record = b"".join([_LENGTHS.pack(*map(len, cards)), *cards, times])
        if self._owner != os.getpid():
            self._begin_file()
        os.pwrite(self._file, record, self._end)
        place = self._file, self._end, len(record)
        self._end += len(record)
        return place

    def drop(self, pk: int) -> None:
        self._changed[pk] = None

    def _place(self, pk: int) -> Place | None:
        if pk in self._changed:
            return self._changed[pk]
        ids, starts, lengths = self._loaded
        at = bisect_left(ids, pk)
        if at == len(ids) or ids[at] != pk:
            return None
        return self._file_loaded, starts[at], lengths[at]

    def get(self, pk: int, language: str) -> Read | None:
        """The card of an entry and its meetings as (start, end) in seconds since 1970;
        None where it is there no longer. Raises BrokenCardError.
        """
        place = self._place(pk)
        if place is None:
            return None
        card, meetings = self._at(place, language)
        return card, list(meetings)

    def all_ready(
        self, ids: Iterable[int], language: str, now: dt.datetime
    ) -> dict[int, Ready]:
        """The cards as they are now, by id; without those that are there no longer."""
        found, moment = {}, now.timestamp()
        for pk in ids:
            if place := self._place(pk):
                key = place, language
                young, old = self._ready
                kept = young.get(key) or old.get(key)
                if kept is None or not kept.since <= moment < kept.until:
                    card, meetings = self._at(place, language)
                    kept = ready(card, now, meetings)
                found[pk] = kept
                if len(young) >= READY_AT_MOST:
                    young, _old = self._ready = {}, young
                young[key] = kept
        return found

    def _at(self, place: Place, language: str) -> Read:
        file, start, length = place
        record = os.pread(file, length, start)
        lengths = _LENGTHS.unpack_from(record)
        number = LANGUAGES.index(language)
        first = _LENGTHS.size + sum(lengths[:number])
        try:
            text = record[first : first + lengths[number]].decode()
            card: Card = json.loads(text)
        except ValueError as error:
            raise BrokenCardError(str(error)) from error
        if not is_card(card):
            raise BrokenCardError("A part of a card is missing.")
        rest = record[_LENGTHS.size + sum(lengths) :]
        # Read as far as somebody asks.
        return card, cast(Meetings, _MEETING.iter_unpack(rest))

    def _begin_file(self) -> None:
        self._file, path = tempfile.mkstemp(prefix="kotopolku-cards-")
        Path(path).unlink()
        self._owner, self._end = os.getpid(), 0
        weakref.finalize(self, os.close, self._file)
