"""The index of this process, brought up to date at each request.

docs/adr/021-serving.md says how it follows the database.
"""

import datetime as dt
import logging
import struct
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

from activities import documents
from search import mark as marks
from search.cards import BrokenCardError, Cards
from search.engine import Engine
from search.mark import Mark
from search.question import Answer, Question
from search.stored import changes, everything

logger = logging.getLogger(__name__)
Made = TypeVar("Made")
AWAY = (OperationalError, InterfaceError)
# What broken documents make of an engine, IncompleteError among them; a full disk.
BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    struct.error,
)
# Seconds after which documents that could not be mended are read again.
RETRY_AFTER = 60.0
# The same where something has changed since: perhaps somebody has mended them.
RETRY_CHANGED_AFTER = 5.0


class Index:
    """The engine and the cards of one epoch; `mark` says how new they are."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.cards = Cards()
        self._engine = Engine()
        with closing(everything(self.cards)) as facts:
            self._engine.load(facts)

    def ask(self, question: Question, now: dt.datetime) -> Answer:
        return self._engine.ask(question, now)

    def vocabulary(self, kind: str) -> Collection[str]:
        return self._engine.vocabulary(kind)

    def next_change(self, now: dt.datetime) -> dt.datetime:
        return self._engine.next_change(now)

    def is_at(self, mark: Mark) -> bool:
        return self.mark[:2] == mark[:2]

    def can_follow(self, mark: Mark) -> bool:
        """Whether changes are enough to be as new as a mark."""
        same = self.mark.epoch == mark.epoch
        return same and mark.forgotten_up_to <= self.mark.counter <= mark.counter

    def follow(self, mark: Mark) -> None:
        """What is read may be newer than the mark; then it is read once more."""
        found = changes(self.mark.counter, self.cards)
        self._engine.apply(found.changed, found.removed)
        self.mark = mark


@dataclass(frozen=True)
class State:
    """What a request works with. `mark`: None before the first build. `index`: None
    where the database has to answer. `is_old`: the database did not say how new it is.
    """

    mark: Mark | None
    index: Index | None
    is_old: bool = False


class Live:
    """The index of this process, and when it is read.

    In the background where pages are served: meanwhile the database answers. There
    documents that are missing or damaged are written anew as well.
    """

    def __init__(self) -> None:
        self.index: Index | None = None
        self.in_background = False
        self._changing = threading.Lock()
        self.loader: Thread | None = None
        # What could not be read, and since when.
        self._given_up: tuple[Mark, float] | None = None
        self._told: str | None = None
        self._must_mend = False

    def state(self, read: Callable[[], Mark | None] | None = None) -> State:
        """`read`: what waits for a mark that was asked for before.

        Raises OperationalError when there is neither a database nor a memory.
        """
        try:
            mark = read() if read else marks.read()
            return State(mark, self._at(mark))
        except AWAY:
            if self.index is None:
                raise
            return State(self.index.mark, self.index, is_old=True)

    def _at(self, mark: Mark | None) -> Index | None:
        if mark is None:
            self.index = None
            return None
        index = self.index
        if index is not None and index.is_at(mark):
            return index
        with self._changing:
            return self._brought_to(mark)

    def _brought_to(self, mark: Mark) -> Index | None:
        index = self.index
        if index is not None and index.mark.epoch == mark.epoch:
            # Another thread was quicker: then a smaller counter is no sign of harm.
            if index.mark.counter > mark.counter:
                mark = marks.read() or mark
            if index.is_at(mark):
                return index
        if index is not None and index.can_follow(mark):
            try:
                index.follow(mark)
            except BROKEN as error:
                self.index = None
                self._tell(mark, error)
            else:
                return index
        return self._loaded(mark)

    def _loaded(self, mark: Mark) -> Index | None:
        if self._waits(mark):
            return None
        if self.in_background:
            self.begin_loading()
        elif not self.load(mark):
            self._pause(mark)
        return None if self.in_background else self.index

    def begin_loading(self) -> None:
        if self.loader is None or not self.loader.is_alive():
            self.loader = Thread(target=self.load_apart, daemon=True)
            self.loader.start()

    def load(self, mark: Mark) -> bool:
        """Read everything, and then put it in the place of what was there.

        False where documents are missing or damaged.
        """
        try:
            self.index = Index(mark)
        except BROKEN as error:
            self.index = None
            self._tell(mark, error)
            return False
        return True

    def load_apart(self) -> None:
        """In a thread of its own, with a connection of its own."""
        mark = None
        try:
            mark = marks.read()
            if mark is not None and (self._must_mend or not self.load(mark)):
                self._mend_and_load(mark)
        except AWAY as error:
            logger.warning("The search index waits for the database: %s", error)
        except Exception:
            # Whatever it is, the database answers until somebody has seen to it.
            logger.exception("The search index cannot be mended here.")
            if mark is not None:
                self._pause(mark)
        finally:
            connection.close()

    def _mend_and_load(self, mark: Mark) -> None:
        mended = documents.mend()
        self._must_mend = False
        logger.warning("Documents of the search index that were mended: %d", mended)
        mark = marks.read() or mark
        if not self.load(mark):
            self._pause(mark)

    def give_up(self, error: BrokenCardError) -> None:
        """A page found that what is in memory cannot be drawn."""
        mark = self.index.mark if self.index else marks.read()
        self.index, self._must_mend = None, True
        if mark is not None:
            self._tell(mark, error)
            if self.in_background:
                self.begin_loading()
            else:
                self._pause(mark)

    def _pause(self, mark: Mark) -> None:
        self._given_up = mark, monotonic()

    def _waits(self, mark: Mark) -> bool:
        if self._given_up is None or self._given_up[0].epoch != mark.epoch:
            return False
        before, since = self._given_up
        same = before.counter == mark.counter
        pause = RETRY_AFTER if same else RETRY_CHANGED_AFTER
        return monotonic() - since < pause

    def _tell(self, mark: Mark, error: Exception) -> None:
        """Once in an epoch."""
        if self._told != mark.epoch:
            logger.warning("The search index is broken, searches are slow: %r", error)
        self._told = mark.epoch


live = Live()
current = threading.local()


def mark() -> Mark | None:
    """How new everything is in this request; None before the first build."""
    return _state().mark


def index() -> Index | None:
    """What answers this request from memory; None where the database has to."""
    return _state().index


def is_old() -> bool:
    """Whether the database is away, so that memory may be some minutes behind."""
    return _state().is_old


def _state() -> State:
    """The same for a whole request; outside of one, as it is now."""
    if not getattr(current, "is_on", False):
        return live.state()
    if current.state is None:
        current.state = live.state()
    found: State = current.state
    return found


def once(make: Callable[[], Made]) -> Made:
    """What is made once in a request; outside of one, anew."""
    if not getattr(current, "is_on", False):
        return make()
    if make not in current.made:
        current.made[make] = make()
    found: Made = current.made[make]
    return found


@contextmanager
def one_look() -> Iterator[None]:
    """All that is done meanwhile is one request; a part of one that has begun, too."""
    if getattr(current, "is_on", False):
        yield
        return
    current.is_on, current.state, current.made = True, None, {}
    try:
        yield
    finally:
        current.is_on, current.state, current.made = False, None, {}
