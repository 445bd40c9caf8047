"""Moderators who follow an entry are told by mail of what happened to it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from activities.history import Line, history
from events.outbox import post
from moderation.access import areas_of, versions_in
from moderation.models import Follow


def tell_followers() -> int:
    """One mail for all that is new on an entry; how many."""
    follows = Follow.objects.select_related(
        "user", "activity__organisation", "activity__public_version"
    )
    return sum(tell(one) for one in follows.filter(user__is_active=True))


@transaction.atomic
def tell(follow: Follow) -> bool:
    """Not of what they did themselves, and nobody who moderates it no longer."""
    now = timezone.now()
    rows = Follow.objects.filter(pk=follow.pk, told_until=follow.told_until)
    if not rows.update(told_until=now):
        return False
    with override(follow.user.language):
        lines = news(follow)
    if not lines or not still_moderates(follow):
        return False
    key = f"followed-{follow.pk}-{lines[0].at:%Y%m%d%H%M%S%f}"
    activity = follow.activity
    version = activity.public_version or activity.versions.first()
    context = {"activity": activity, "version": version, "lines": lines}
    return post("moderation_followed", follow.user, context, key=key) is not None


def news(follow: Follow) -> list[Line]:
    lines = history(follow.activity, for_moderator=False)
    own = str(follow.user)
    return [one for one in lines if one.at > follow.told_until and one.who != own]


def still_moderates(follow: Follow) -> bool:
    if follow.user.is_superuser:
        return True
    versions = follow.activity.versions.all()
    return versions_in(versions, areas_of(follow.user)).exists()
