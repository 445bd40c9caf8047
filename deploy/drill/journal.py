"""What the clients asked, and what they were told: a line before and one after."""

import json
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TextIO

# What changes something; all else can be asked for again and again.
WRITES = ("create", "save", "submit", "approve", "return")
# What people come for. To read a form is a part of sending it.
MIX = ("search", "page", *WRITES)


def is_well(kind: str, status: int) -> bool:
    """Forms lead on, or are answered by "look at it again"."""
    return status in (200, 302, 409) if kind in WRITES else status == 200


class Journal:
    """Appended to by all clients; nothing is ever taken back."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._lock, self._numbers = file, threading.Lock(), count(1)
        # What of the mix was asked, and how many writes were acknowledged.
        self.errands: set[int] = set()
        self.acknowledged = 0

    def attempted(self, errand: int, kind: str, **facts: Any) -> int:
        """The number of the request, for its answer."""
        number = self.number()
        if kind in MIX:
            self.errands.add(errand)
        self._write(attempt=number, errand=errand, kind=kind, **facts)
        return number

    def answered(self, number: int, status: int, told: str | None = None) -> None:
        """`status` is 0 when no answer came; `told`: what was acknowledged."""
        self.acknowledged += told is not None
        self._write(answer=number, status=status, told=told)

    def began(self, fault: str) -> None:
        self._write(fault=fault)

    def ended(self, what: str) -> None:
        self._write(over=what)

    def number(self) -> int:
        """One that nothing else has."""
        return next(self._numbers)

    def _write(self, **line: Any) -> None:
        with self._lock:
            self._file.write(json.dumps({"at": time.monotonic()} | line) + "\n")
            self._file.flush()


@dataclass
class Request:
    """One request; an errand is one request, and another when the first one failed."""

    errand: int
    kind: str
    at: float
    # The form that was sent, what it was about, and the text in it.
    form: str = ""
    target: str = ""
    text: str = ""
    answered: float | None = None
    status: int = 0
    told: str | None = None

    @property
    def went_well(self) -> bool:
        return is_well(self.kind, self.status)


@dataclass
class Fault:
    kind: str
    at: float
    over: float | None = None


@dataclass
class Record:
    """A journal that was read again. `end`: when the clients stopped."""

    requests: list[Request] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    end: float = 0


def read(lines: Iterable[str]) -> Record:
    record, by_number = Record(), dict[int, Request]()
    for line in lines:
        said: dict[str, Any] = json.loads(line)
        record.end = at = said.pop("at")
        if "attempt" in said:
            number = said.pop("attempt")
            by_number[number] = request = Request(at=at, **said)
            record.requests.append(request)
        elif "answer" in said:
            request = by_number[said["answer"]]
            request.answered = at
            request.status, request.told = said["status"], said["told"]
        elif "fault" in said:
            record.faults.append(Fault(said["fault"], at))
        else:
            record.faults[-1].over = at
    return record
