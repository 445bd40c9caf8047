"""Searches answered from memory, without the database and without Django.

Each kind of entry has its bitmaps (pyroaring) and columns (numpy). One thread at a
time reads or changes them: pyroaring holds the interpreter anyway, and a question
takes less than a millisecond.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from threading import RLock

from activities.facts import Facts
from search.engine.clock import day_of, midnight_after
from search.engine.entries import Entries
from search.engine.found import Found
from search.question import Answer, Counts, Hit, Question


class Engine:
    """Holding `lock`, several calls see the same entries."""

    def __init__(self) -> None:
        self.lock = RLock()
        self._kinds: defaultdict[str, Entries] = defaultdict(Entries)

    def load(self, facts: Iterable[Facts]) -> None:
        """Replace everything; nothing waits for it but the swap at the end.

        Fastest in the order of the results: those checked last first, then by id.
        """
        kinds: defaultdict[str, Entries] = defaultdict(Entries)
        again = [one for one in facts if not kinds[one["kind"]].collect(one)]
        for entries in kinds.values():
            entries.settle()
        for one in again:
            kinds[one["kind"]].put(one)
        with self.lock:
            self._kinds = kinds

    def apply(self, changed: Iterable[Facts], removed: Iterable[int]) -> None:
        with self.lock:
            for pk in removed:
                self._drop(pk)
            for one in changed:
                self._drop(one["id"], but=one["kind"])
                self._kinds[one["kind"]].put(one)
            for entries in self._kinds.values():
                entries.tidy()

    def _drop(self, pk: int, but: str = "") -> None:
        for kind, entries in self._kinds.items():
            if kind != but:
                entries.drop(pk)

    def ask(self, question: Question, now: dt.datetime) -> Answer:
        """Nothing is computed before it is read."""
        return _Answer(self, question, now)

    def entries(self, kind: str, day: int) -> Entries:
        """Of one kind, as they are on a day."""
        entries = self._kinds.get(kind) or Entries()
        entries.turn_to(day)
        return entries

    def vocabulary(self, kind: str) -> Collection[str]:
        """The tokens that some entry of the kind has now."""
        entries = self._kinds.get(kind)
        return entries.postings.tokens if entries else ()

    def next_change(self, now: dt.datetime) -> dt.datetime:
        """When the clock next changes an answer: at midnight, or at the end of the
        next meeting of an entry.
        """
        moments = [midnight_after(now)]
        with self.lock:
            for entries in self._kinds.values():
                entries.meetings.turn_to(now.timestamp())
                moments.append(entries.meetings.first_end)
        return dt.datetime.fromtimestamp(min(moments), dt.UTC)


class _Answer:
    """Asks again where the entries have changed between two of its parts."""

    def __init__(self, engine: Engine, question: Question, now: dt.datetime) -> None:
        self._engine, self.question = engine, question
        self._day, self._moment = day_of(now), now.timestamp()
        self._last: tuple[int, Found] | None = None

    def _found(self) -> Found:
        entries = self._engine.entries(self.question.kind, self._day)
        if self.question.sort == "date":
            entries.meetings.turn_to(self._moment)
        if self._last is not None:
            version, found = self._last
            if found.entries is entries and version == entries.version:
                return found
        found = Found(entries, self.question)
        self._last = entries.version, found
        return found

    @property
    def total(self) -> int:
        with self._engine.lock:
            return len(self._found().all)

    def hits(self, first: int, last: int) -> Sequence[Hit]:
        with self._engine.lock:
            return self._found().hits(first, last)

    def counts(self) -> Counts:
        with self._engine.lock:
            return self._found().counts()

    def counts_of(self, facet: str) -> Counts:
        with self._engine.lock:
            return self._found().counts_of(facet)

    def without(self, facet: str) -> int:
        with self._engine.lock:
            return len(self._found().others(facet))

    def in_second_tier(self, facet: str) -> int:
        with self._engine.lock:
            return self._found().in_second_tier(facet)
