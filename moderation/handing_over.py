"""Nobody waits unseen: what waits too long goes to more people, step by step."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activities.working_days import waited_since
from events.models import Event
from events.outbox import post
from moderation.models import Claim, HandOver
from moderation.waiting import Item, waiting
from organisations.moderators import administrators

# Working days: until the area's others are told, and from then to the administrators.
OTHERS_AFTER = 5
ADMINISTRATORS_AFTER = 2
# Requests to join and reports have steps of their own.
KINDS = ("version", "organisation")


def hand_over() -> int:
    """How many things went on a step; run again it takes no step twice."""
    late = waited_since(OTHERS_AFTER)
    return sum(step(item) for item in waiting(*KINDS) if item.since < late)


@transaction.atomic
def step(item: Item) -> bool:
    """After an outage the administrators still come two working days after."""
    found, new = HandOver.objects.get_or_create(
        target_type=item.target._meta.label_lower,
        target_id=item.target.pk,
        since=item.since,
    )
    if new and (others := others_of(item)):
        Event.objects.record("hand-over", item.target)
        tell(item, others, "others")
        return True
    waits = HandOver.objects.filter(pk=found.pk, administrators_told_at=None)
    due = new or found.at < waited_since(ADMINISTRATORS_AFTER)
    if not due or not waits.update(administrators_told_at=timezone.now()):
        return False
    Event.objects.record("tell-administrators", item.target)
    tell(item, administrators(), "administrators")
    return True


def others_of(item: Item) -> list[User]:
    """All of the areas but who reviews it now."""
    claim = Claim.objects.in_force().of(item.target).first()
    return [user for user in item.everybody() if not claim or user.pk != claim.by_id]


def tell(item: Item, users: list[User], to: str) -> None:
    what = f"{item.kind.name}-{item.target.pk}-{item.since:%Y%m%d%H%M%S}"
    for user in users:
        key = f"handed-over-{to}-{what}-{user.pk}"
        post("moderation_handed_over", user, {"item": item}, key=key)
