"""Mistakes that a person reported with the address of their account."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from accounts.own_data import forgetting, telling
from feedback.models import Report


@receiver(telling)
def tell(user: User, **_signal: Any) -> dict[str, Any]:
    reports = Report.objects.filter(email=user.email).order_by("pk")
    return {"mistakes_reported": list(reports.values("activity_id", "text"))}


@receiver(forgetting)
def forget(user: User, **_signal: Any) -> None:
    Report.objects.filter(email=user.email).update(email="")
