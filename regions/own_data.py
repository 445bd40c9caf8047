"""When a moderator is away, and what they moderate."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from accounts.own_data import forgetting, telling
from regions.models import Absence, ModeratorAssignment


@receiver(telling)
def tell(user: User, **_signal: Any) -> dict[str, Any]:
    areas = ModeratorAssignment.objects.filter(user=user).order_by("pk")
    absences = Absence.objects.filter(user=user).order_by("pk")
    return {
        "areas_moderated": list(areas.values("area__code", "deputy", "since")),
        "absences": list(absences.values("first_date", "last_date")),
    }


@receiver(forgetting)
def forget(user: User, **_signal: Any) -> None:
    Absence.objects.filter(user=user).delete()
