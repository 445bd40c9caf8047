"""What a moderator follows and reviews, and how they were invited."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.models import User
from accounts.own_data import forgetting, telling
from accounts.retention import KEPT, ageing
from moderation.models import (
    INVITATION_LASTS,
    Claim,
    Follow,
    ModeratorInvitation,
)


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


@receiver(ageing)
def forget_old(**_signal: Any) -> dict[str, int]:
    """Whom administrators invited: used, withdrawn or not, all are over by then."""
    since = timezone.now() - INVITATION_LASTS - KEPT
    return {
        "moderator invitations": ModeratorInvitation.objects.filter(
            at__lt=since
        ).delete()[0]
    }
