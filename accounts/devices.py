"""Where a person is signed in, and signing out there."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User

# What browsers and systems call themselves; the first that is found is the one,
# since most browsers also claim to be the later ones.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class Device:
    name: str
    since: datetime
    here: bool


def devices_of(user: User, here: str | None) -> list[Device]:
    """Where their sessions still work, the newest first; only reads."""
    working = Session.objects.filter(expire_date__gt=timezone.now())
    own = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
    return [
        Device(name_of(one.user_agent), one.created_at, one.session_key == here)
        for one in own.filter(session_key__in=working.values("session_key"))
    ]


def name_of(user_agent: str) -> str:
    """Browser and system in words: "Firefox, Android"."""
    found = [
        next((name for mark, name in names.items() if mark in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("Another device")


@transaction.atomic
def sign_out_elsewhere(user: User, here: str | None) -> None:
    """End all their sessions but the one with the key `here`."""
    others = UserSession.objects.filter(user=user).exclude(session_key=here or "")
    Session.objects.filter(session_key__in=others.values("session_key")).delete()
    others.delete()
