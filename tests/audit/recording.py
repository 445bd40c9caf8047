"""Every state of every page as the server answers it; its writes are taken back."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.cache import caches
from django.db import transaction
from django.utils.translation import override

from moderation.page_kinds import page_kinds
from tests.audit.person import Person
from tests.audit.rounds import LANGUAGES
from tests.audit.stories import STORIES
from tests.audit.telling import Story
from tests.audit.world import Audited


class State(NamedTuple):
    """`kind`: what is shown; `role`: to whom; `story`: what they do to see it."""

    kind: str
    role: str
    story: Story


class Recorded(NamedTuple):
    """`name`: kind and role, unless everybody sees it."""

    name: str
    language: str
    status: int
    policy: str
    body: bytes


def states(world: Audited) -> Iterator[State]:
    """In the active language, what `list_pages` lists, and what people come to."""
    emails = {user.email: role for role, user in world.people.items() if user}
    for page in page_kinds():
        role = emails[page.who] if page.who else "anonymous"
        yield State(page.kind, role, going(page.path))
    for kind, (role, story) in STORIES.items():
        yield State(kind, role, story)


def going(path: str) -> Story:
    return lambda person: person.go(path)


class Records:
    """Of the states whose kind has `only` in it; each is recorded when it is needed."""

    def __init__(self, world: Audited, only: str = "") -> None:
        self.world = world
        self.pages: list[Recorded] = []
        self.states: dict[str, list[State]] = {}
        self._numbers: dict[tuple[int, str], int] = {}
        for language in LANGUAGES:
            with override(language):
                chosen = [one for one in states(world) if only in one.kind]
            self.states[language] = chosen

    def number(self, at: int, language: str) -> int:
        """Where in `pages` a state is."""
        if (at, language) not in self._numbers:
            self._numbers[at, language] = len(self.pages)
            self.pages.append(_record(self.world, self.states[language][at], language))
        return self._numbers[at, language]


def _record(world: Audited, state: State, language: str) -> Recorded:
    for cache in caches.all():
        cache.clear()
    with override(language), transaction.atomic():
        person = Person(world, state.role)
        page = state.story(person) or person.page
        transaction.set_rollback(True)
    policy = page.headers.get("Content-Security-Policy", "")
    name = state.kind
    if state.role != "anonymous":
        name += f" ({state.role})"
    return Recorded(name, language, page.status_code, policy, page.content)
