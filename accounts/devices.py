"""Where a person is signed in, and signing out there."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import User


def devices_of(user: User) -> list[UserSession]:
    """Their sessions that still work, the newest first; only reads."""
    working = Session.objects.filter(expire_date__gt=timezone.now())
    own = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
    return list(own.filter(session_key__in=working.values("session_key")))


@transaction.atomic
def sign_out_elsewhere(user: User, here: str | None) -> None:
    """End all their sessions but the one with the key `here`."""
    others = UserSession.objects.filter(user=user).exclude(session_key=here or "")
    Session.objects.filter(session_key__in=others.values("session_key")).delete()
    others.delete()
