"""What a person wrote and decided, which stays with the organisation when they leave;
and how to reach people, which is forgotten when nobody can join any more.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.dispatch import receiver
from django.utils import timezone

from accounts.models import User
from accounts.own_data import telling
from accounts.retention import ageing
from activities.models import Activity, Decision, Schedule, Version
from activities.models.activity import HIDDEN_AFTER

CONTACTS_KEPT = timedelta(days=365)


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


@receiver(ageing)
def forget_contacts(**_signal: Any) -> dict[str, int]:
    """Of entries that have been out of the search for a year, for whatever reason."""
    since = timezone.now() - CONTACTS_KEPT
    schedules = Schedule.objects.filter(version=OuterRef("public_version"))
    ended = Exists(schedules) & ~Exists(schedules.going_on(since.date()))
    hidden = Q(check_due_on__lt=since.date() - HIDDEN_AFTER)
    gone = Q(withdrawn_at__lt=since) | Q(taken_down_at__lt=since) | hidden | ended
    named = Activity.objects.exclude(contact_name="", phone="", email="")
    found = list(named.filter(gone))
    for entry in found:
        entry.change_contacts(None, contact_name="", phone="", email="")
    return {"contact details": len(found)}
