"""What a person wrote and decided. It stays with the organisation when they leave."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from accounts.own_data import telling
from activities.models import Decision, Version


@receiver(telling)
def tell(user: User, **_signal: Any) -> dict[str, Any]:
    versions = Version.objects.filter(author=user).order_by("pk")
    decisions = Decision.objects.filter(by=user).order_by("pk")
    return {
        "versions_written": list(
            versions.values("activity_id", "number", "title", "state", "created_at")
        ),
        "decisions": list(
            decisions.values("version_id", "at", "verdict", "reason", "comments")
        ),
    }
