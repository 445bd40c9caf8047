"""The daily mail: what waits, to those who are there, on working days."""

from collections.abc import Iterator

from django.utils import timezone

from accounts.models import User
from activities.working_days import is_working_day
from events.outbox import post
from moderation.waiting import Item, waiting

SHOWN = 10


def send_digests() -> int:
    """One mail a day to each; how many. Run again on the same day it sends none."""
    today = timezone.localdate()
    if not is_working_day(today):
        return 0
    sent = 0
    for user, items in by_person():
        context = {
            "items": items[:SHOWN],
            "count": len(items),
            "more": max(0, len(items) - SHOWN),
        }
        key = f"moderation-digest-{today:%Y-%m-%d}-{user.pk}"
        sent += post("moderation_digest", user, context, key=key) is not None
    return sent


def by_person() -> Iterator[tuple[User, list[Item]]]:
    """Whom what waits concerns, the oldest of it first."""
    found: dict[int, tuple[User, list[Item]]] = {}
    for item in sorted(waiting(), key=lambda one: one.since):
        for user in item.moderators():
            found.setdefault(user.pk, (user, []))[1].append(item)
    yield from found.values()
