"""What a moderator follows and reviews, and how they were invited."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from accounts.own_data import forgetting, telling
from moderation.models import Claim, Follow, ModeratorInvitation


@receiver(telling)
def tell(user: User, **_signal: Any) -> dict[str, Any]:
    invitations = ModeratorInvitation.objects.filter(email=user.email)
    return {
        "entries_followed": list(user.follows.values("activity_id", "told_until")),
        "moderator_invitations": list(invitations.values("at", "deputy")),
    }


@receiver(forgetting)
def forget(user: User, **_signal: Any) -> None:
    Follow.objects.filter(user=user).delete()
    Claim.objects.filter(by=user).delete()
    ModeratorInvitation.objects.filter(email=user.email).delete()
