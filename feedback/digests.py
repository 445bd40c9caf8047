"""What was missed, told once a week to the moderators of the places."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.outbox import post
from feedback.models import Missed
from feedback.routing import moderators_of
from organisations.moderators import administrators
from regions.models import ModerationArea


@transaction.atomic
def tell_moderators() -> int:
    """Mail the wishes of the weeks before this one, and give their number.

    A wish for no known place goes to all areas, since it may be for any of them.
    """
    monday = _monday()
    untold = Missed.objects.untold().before(monday)
    wishes = list(
        untold.select_related("municipality").prefetch_related("municipality__areas")
    )
    # Taken first: of two processes that run at once, one finds nothing left to tell.
    mine = [one for one in wishes if _take(one)]
    for user, theirs in _by_person(mine).items():
        context = {"wishes": theirs, "count": len(theirs)}
        post("missed_digest", user, context, key=f"missed-{monday:%Y-%m-%d}-{user.pk}")
    return len(mine)


def _monday() -> dt.datetime:
    """When this week began in Finland."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return today - dt.timedelta(days=today.weekday())


def _take(wish: Missed) -> bool:
    untold = Missed.objects.untold().filter(pk=wish.pk)
    return untold.update(told_at=timezone.now()) == 1


def _by_person(wishes: list[Missed]) -> dict[User, list[Missed]]:
    found: dict[User, list[Missed]] = defaultdict(list)
    areas = list(ModerationArea.objects.in_force())
    for wish in wishes:
        area = wish.municipality.area if wish.municipality else None
        people = moderators_of([area] if area else areas) or administrators()
        for user in people:
            found[user].append(wish)
    return found
