"""A client of the drill: a browser that writes a journal, and asks once more."""

import random
import threading
import time
from collections.abc import Callable
from http.client import HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from benchmarks.forms import FORM, Browser
from deploy.drill.journal import Journal, is_well
from tests.serving import HOST, UNVERIFIED

# A page that does not come is asked for once more after this many seconds.
PAUSE = 1.0
# Who waits longer has gone.
PATIENCE = 15
BOUNDARY = "drill-7f0c2b"
Fields = dict[str, list[str]]


class Answer(NamedTuple):
    """`page`: where it leads, or else what it shows."""

    status: int
    page: str


class Form(NamedTuple):
    """What is sent: to where, with what, and what the journal says of it."""

    path: str
    fields: Fields
    form: str
    target: str = ""
    text: str = ""
    picture: bytes = b""

    @property
    def body(self) -> tuple[bytes, str]:
        if not self.picture:
            return urlencode(self.fields, doseq=True).encode(), FORM
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
            f"{value}\r\n"
            for name, values in self.fields.items()
            for value in values
        ]
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="image"; '
            'filename="picture.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        )
        body = ("".join(parts) + head).encode() + self.picture
        end = f"\r\n--{BOUNDARY}--\r\n".encode()
        return body + end, f"multipart/form-data; boundary={BOUNDARY}"


class Client(Browser):
    """On one connection to nginx, which is kept; by https, as browsers are."""

    def __init__(self, url: str, journal: Journal) -> None:
        super().__init__(urlsplit(url).port or 0, "")
        self.cookies.clear()
        self.headers |= {"Referer": f"https://{HOST}/"}
        self.journal = journal
        self._connection = HTTPSConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, context=UNVERIFIED
        )

    def _ask(
        self, method: str, path: str, body: str | bytes | None = None, kind: str = FORM
    ) -> tuple[int, str]:
        try:
            return self._ask_on(self._connection, method, path, body, kind)
        except (OSError, HTTPException):
            self._connection.close()
            raise

    def read(self, kind: str, path: str) -> str | None:
        """The page; None when it did not come the second time either."""
        answer = self._errand(kind, lambda: self.get(path), {}, lambda _answer: None)
        return answer.page if answer else None

    def send(
        self, kind: str, form: Form, told: Callable[[Answer], str | None]
    ) -> str | None:
        """What was acknowledged: `told` finds it in an answer."""
        body, media_type = form.body
        facts = {"form": form.form, "target": form.target, "text": form.text}
        answer = self._errand(
            kind, lambda: self._ask("POST", form.path, body, media_type), facts, told
        )
        return told(answer) if answer else None

    def _errand(
        self,
        kind: str,
        ask: Callable[[], tuple[int, str]],
        facts: dict[str, str],
        told: Callable[[Answer], str | None],
    ) -> Answer | None:
        errand = self.journal.number()
        for pause in (0, PAUSE):
            time.sleep(pause)
            number = self.journal.attempted(errand, kind, **facts)
            try:
                answer = Answer(*ask())
            except (OSError, HTTPException):
                self.journal.answered(number, 0)
                continue
            self.journal.answered(number, answer.status, told(answer))
            if is_well(kind, answer.status):
                return answer
        # Who got nothing twice does something else for a moment.
        time.sleep(PAUSE * random.random())
        return None


class Pace:
    """So many errands a second altogether; what could not be done is not caught up."""

    def __init__(self, a_second: float) -> None:
        self._gap, self._lock, self._next = 1 / a_second, threading.Lock(), 0.0

    def wait(self) -> None:
        with self._lock:
            self._next = due = max(self._next + self._gap, time.monotonic())
        time.sleep(max(0.0, due - time.monotonic()))
