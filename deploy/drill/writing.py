"""Editors who send entries, and moderators who decide on them, all through forms."""

import random
import re
import threading
import uuid
from collections import deque
from dataclasses import dataclass, field
from functools import cache

from benchmarks.crowd import at
from benchmarks.forms import form_in
from deploy.drill.asking import Answer, Client, Form

# Of the texts that are sent some have a picture, and some are returned.
PICTURES, RETURNED = 0.1, 0.2
# Entries that wait: then somebody decides.
WAITING = 10


@cache
def numbered(name: str, *arguments: object) -> re.Pattern[str]:
    """The address of any object."""
    return re.compile(re.escape(at(name, 0, *arguments)).replace("0", r"(\d+)"))


@dataclass
class Desk:
    """What lies between editors and moderators; all clients see it."""

    # Nobody decides on what is older than the drill.
    last_version: int
    picture: bytes
    lock: threading.Lock = field(default_factory=threading.Lock)
    editors: dict[int, "Editor"] = field(default_factory=dict)
    waiting: int = 0
    found: deque[int] = field(default_factory=deque)
    taken: set[int] = field(default_factory=set)

    def sent(self) -> None:
        with self.lock:
            self.waiting += 1

    def decided(self) -> None:
        with self.lock:
            self.waiting -= 1

    def show(self, versions: set[int]) -> None:
        """From a page of the queue: each goes to one moderator."""
        with self.lock:
            new = {pk for pk in versions if pk > self.last_version} - self.taken
            self.taken |= new
            self.found.extend(sorted(new))

    def take(self) -> int | None:
        with self.lock:
            return self.found.popleft() if self.found else None

    def put_back(self, version: int) -> None:
        with self.lock:
            self.taken.discard(version)


@dataclass
class Editor:
    """Copies an entry, gives it another text and sends it, again and again."""

    client: Client
    source: int
    desk: Desk
    # What is to be done next: the entry, and whether its text is saved.
    to_do: deque[tuple[int, bool]] = field(default_factory=deque)

    def write(self) -> None:
        if not self.to_do:
            self.copy()
            return
        entry, saved = self.to_do.popleft()
        if (entry, False) in self.to_do:
            # Returned before anybody said that it had been sent.
            return
        if saved:
            self.submit(entry)
        else:
            self.save(entry)

    def copy(self) -> None:
        page = self.client.read("form", at("workspace:activity", self.source))
        fields = form_in(page or "", "token")
        if fields is None:
            return
        made = numbered("workspace:edit", "when")

        def told(answer: Answer) -> str | None:
            match = made.fullmatch(answer.page) if answer.status == 302 else None
            return match[1] if match else None

        form = Form(at("workspace:copy", self.source), fields, fields["token"][0])
        if entry := self.client.send("create", form, told):
            self.desk.editors[int(entry)] = self
            self.to_do.append((int(entry), False))

    def save(self, entry: int) -> None:
        path = at("workspace:edit", entry, "what")
        page = self.client.read("form", path)
        if page is None:
            self.to_do.appendleft((entry, False))
            return
        fields = form_in(page, "title_fi")
        if fields is None:
            return
        text = f"Kerho {uuid.uuid4().hex}"
        fields |= {"title_fi": [text], "do": ["stay"]}
        picture = self.desk.picture if random.random() < PICTURES else b""
        if picture:
            fields |= {"image_alt_fi": ["Ruutu"], "image_permission": ["on"]}
        form = Form(path, fields, text, str(entry), text, picture)
        done = self.client.send("save", form, lambda it: _goes_to(it, path))
        self.to_do.appendleft((entry, bool(done)))

    def submit(self, entry: int) -> None:
        page = self.client.read("form", at("workspace:preview", entry))
        if page is None:
            self.to_do.appendleft((entry, True))
            return
        fields = form_in(page, "revision")
        if fields is None:
            # It was sent, and nobody said so.
            self.desk.sent()
            return
        place, revision = at("workspace:activity", entry), fields["revision"][0]
        form = Form(at("workspace:submit", entry), fields, revision, str(entry))
        if self.client.send("submit", form, lambda it: _goes_to(it, place)):
            self.desk.sent()
        else:
            self.to_do.appendleft((entry, True))


@dataclass
class Moderator:
    client: Client
    desk: Desk

    def decide(self) -> bool:
        """Whether there was something to decide on."""
        version = self.desk.take()
        if version is None:
            page = self.client.read("form", at("moderation:queue")) or ""
            links = numbered("moderation:version").findall(page)
            self.desk.show({int(pk) for pk in links})
            version = self.desk.take()
        if version is None:
            return False
        self.decide_on(version)
        self.desk.put_back(version)
        return True

    def decide_on(self, version: int) -> None:
        path = at("moderation:version", version)
        page = self.client.read("form", path)
        fields = form_in(page or "", "revision")
        entry = numbered("moderation:activity").search(page or "")
        if page is None:
            return
        if fields is None or entry is None:
            self.desk.decided()
            return
        returned = random.random() < RETURNED
        verdict = "return" if returned else "approve"
        fields |= {"verdict": [verdict]}
        if returned:
            fields |= {"reason": ["Kirjoita, kuka ryhmää vetää."]}
        form = Form(path, fields, fields["revision"][0], str(version))
        queue = at("moderation:queue")
        if self.client.send(verdict, form, lambda it: _goes_to(it, queue)):
            self.desk.decided()
            editor = self.desk.editors.get(int(entry[1]))
            if returned and editor:
                editor.to_do.append((int(entry[1]), False))


def _goes_to(answer: Answer, place: str) -> str | None:
    return place if (answer.status, answer.page) == (302, place) else None
