"""Of what a person was reminded, and to whom they gave their reminders."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from accounts.models import User
from accounts.own_data import forgetting, telling
from freshness.models import HandOver, Reminder


@receiver(telling)
def tell(user: User, **_signal: Any) -> dict[str, Any]:
    reminders = Reminder.objects.filter(user=user).order_by("at")
    return {
        "reminders": list(reminders.values("activity_id", "due_on", "stage", "at")),
        "reminders_handed_over": list(
            user.handed_over.values("organisation__name", "at")
        ),
    }


@receiver(forgetting)
def forget(user: User, **_signal: Any) -> None:
    HandOver.objects.filter(Q(giver=user) | Q(taker=user)).delete()
    Reminder.objects.filter(user=user).delete()
