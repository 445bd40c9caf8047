"""Moderators come by an administrator's invitation, and get their areas from one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.links import sign
from events.models import Event
from events.outbox import post
from events.transitions import move
from moderation.models import Claim, ModeratorInvitation
from regions.models import ModerationArea, ModeratorAssignment

if TYPE_CHECKING:
    from accounts.models import User

PURPOSE = "moderator-invitation"
UNUSED = {"used_at": None, "withdrawn_at": None}


def token_of(invitation: ModeratorInvitation) -> str:
    return sign(PURPOSE, {"id": invitation.pk})


@transaction.atomic
def invite(invitation: ModeratorInvitation, areas: Iterable[ModerationArea]) -> None:
    """In place of an older one to the same address."""
    invitation.email = invitation.email.lower()
    for older in ModeratorInvitation.objects.unused().filter(email=invitation.email):
        withdraw(older, invitation.by)
    invitation.full_clean()
    invitation.save()
    invitation.areas.set(areas)
    after = {"areas": [area.pk for area in areas], "deputy": invitation.deputy}
    Event.objects.record("invite", invitation, by=invitation.by, after=after)
    context = {"invitation": invitation, "token": token_of(invitation)}
    post(
        "moderation_invitation",
        invitation.email,
        context,
        language=invitation.language,
    )


def withdraw(invitation: ModeratorInvitation, by: "User") -> None:
    change = {"withdrawn_at": timezone.now()}
    move(invitation, "withdraw", by=by, expect=UNUSED, change=change)


@transaction.atomic
def accept(invitation: ModeratorInvitation, user: "User") -> None:
    """Raises StateChanged when the link was used or withdrawn meanwhile."""
    if user.email.lower() != invitation.email:
        raise PermissionDenied
    change = {"used_at": timezone.now()}
    move(invitation, "accept", by=user, expect=UNUSED, change=change)
    for area in invitation.areas.all():
        assign(user, area, deputy=invitation.deputy, by=invitation.by)


@transaction.atomic
def assign(user: "User", area: ModerationArea, *, deputy: bool, by: "User") -> None:
    """Make somebody a moderator or a deputy; nothing to do when they are already."""
    found, new = ModeratorAssignment.objects.get_or_create(
        user=user, area=area, defaults={"deputy": deputy}
    )
    if not new and found.deputy == deputy:
        return
    before = {} if new else {"deputy": found.deputy}
    found.deputy = deputy
    found.full_clean()
    found.save()
    after = {"area": area.pk, "deputy": deputy}
    Event.objects.record("assign", user, by=by, before=before, after=after)


@transaction.atomic
def set_areas(user: "User", deputies: dict[ModerationArea, bool], by: "User") -> None:
    """Exactly these areas, as a moderator or as a deputy; no longer any other."""
    gone = user.assignments.exclude(area__in=list(deputies)).select_related("area")
    for assignment in gone:
        before = {"area": assignment.area_id, "deputy": assignment.deputy}
        Event.objects.record("unassign", user, by=by, before=before)
        assignment.delete()
    for area, deputy in deputies.items():
        assign(user, area, deputy=deputy, by=by)
    if not deputies:
        Claim.objects.filter(by=user).delete()
