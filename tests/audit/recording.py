"""Every state of every page as the server answers it; its writes are taken back."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db import transaction
from django.utils.translation import override

from moderation.page_kinds import page_kinds
from tests.audit.person import Person
from tests.audit.stories import STORIES
from tests.audit.world import Audited

LANGUAGES = ("fi", "sv", "en")


class Recorded(NamedTuple):
    """`kind`: what is shown, and to whom."""

    kind: str
    language: str
    status: int
    policy: str
    body: bytes


def recorded(world: Audited, *languages: str) -> Iterator[Recorded]:
    """What `list_pages` lists, and what people come to by doing something."""
    emails = {user.email: role for role, user in world.people.items() if user}
    for language in languages or LANGUAGES:
        with override(language):
            pages = list(page_kinds())
            for page in pages:
                role = emails[page.who] if page.who else "anonymous"
                yield _record(world, page.kind, role, language, opening(page.path))
            for kind, (role, story) in STORIES.items():
                yield _record(world, kind, role, language, story)


def opening(path: str) -> Callable[[Person], Any]:
    return lambda person: person.go(path)


def _record(
    world: Audited,
    kind: str,
    role: str,
    language: str,
    story: Callable[[Person], Any],
) -> Recorded:
    for cache in caches.all():
        cache.clear()
    with override(language), transaction.atomic():
        person = Person(world, role)
        page = story(person) or person.page
        transaction.set_rollback(True)
    policy = page.headers.get("Content-Security-Policy", "")
    name = kind if role == "anonymous" else f"{kind} ({role})"
    return Recorded(name, language, page.status_code, policy, page.content)
