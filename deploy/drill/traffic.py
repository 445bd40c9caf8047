"""What clients do at the same time: mostly they search."""

import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from deploy.drill.asking import Client, Pace
from deploy.drill.journal import Journal
from deploy.drill.people import Start, sign_in
from deploy.drill.writing import WAITING, Desk, Editor, Moderator

KINDS, SHARES = ("search", "page", "write"), (85, 5, 10)


@dataclass
class Person:
    """Three at once: a visitor, an editor and a moderator."""

    visitor: Client
    editor: Editor
    moderator: Moderator
    start: Start
    lock: threading.Lock

    def do(self, kind: str) -> None:
        if kind == "search":
            with self.lock:
                path = next(self.start.searches)
            self.visitor.read("search", path)
        elif kind == "page":
            self.visitor.read("page", random.choice(self.start.pages))
        elif self.editor.desk.waiting < WAITING or not self.moderator.decide():
            self.editor.write()


@dataclass
class Traffic:
    """Threads of people, until `stop`. `a_second`: errands, without reading forms."""

    people: list[Person]
    a_second: float
    errands: int = 0
    failures: list[Exception] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.pace = Pace(self.a_second)
        self.threads = [
            threading.Thread(target=self._work, args=[one]) for one in self.people
        ]

    def begin(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Everybody ends what they have begun. Raises what anybody fell over."""
        self.done.set()
        for thread in self.threads:
            thread.join()
        for failure in self.failures:
            raise failure

    def _work(self, person: Person) -> None:
        try:
            while not self.done.is_set():
                self.pace.wait()
                person.do(random.choices(KINDS, SHARES)[0])
        except Exception as failure:
            self.failures.append(failure)
            self.done.set()


def people(url: str, start: Start, journal: Journal) -> Iterator[Person]:
    """Signed in by the forms, which are throttled as in service."""
    desk, lock = Desk(start.version, picture()), threading.Lock()
    for (editor, entry), moderator in zip(start.editors, start.moderators, strict=True):
        writes, decides = Client(url, journal), Client(url, journal)
        sign_in(writes, editor, steps=1)
        sign_in(decides, moderator, steps=2)
        yield Person(
            visitor=Client(url, journal),
            editor=Editor(writes, entry, desk),
            moderator=Moderator(decides, desk),
            start=start,
            lock=lock,
        )


def picture() -> bytes:
    file = BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()
