"""What nobody needs any more of people is forgotten, once a day.

Each app right of this one answers for its own rows, in its `own_data.py`; mails and
reports have their own timed work. docs/privacy.md lists all times.
"""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.dispatch import Signal, receiver
from django.utils import timezone

from accounts import session_limits
from accounts.models import User

# Long enough to ask "what became of it?".
KEPT = timedelta(days=30)

# A receiver forgets, and gives a dict: how many of what.
ageing = Signal()


def forget_old() -> dict[str, int]:
    """How many of what was forgotten, in words for a log."""
    found: dict[str, int] = {}
    answers: list[Any] = [counts for _by, counts in ageing.send(sender=User)]
    for counts in answers:
        found |= counts
    return found


@receiver(ageing)
def forget(**_signal: Any) -> dict[str, int]:
    return {
        "devices": forget_devices(),
        "accounts never confirmed": forget_unconfirmed(),
        "counts of tries": forget_counts(),
    }


def forget_devices() -> int:
    """Network and browser of sessions that have ended by themselves."""
    now = timezone.now()
    working = Session.objects.filter(
        session_key=OuterRef("session_key"), expire_date__gt=now
    )
    # Saying once more who one is lengthens the row, and not the session.
    too_old = Q(created_at__lt=now - session_limits.EDITORS.altogether)
    over = UserSession.objects.filter(too_old | ~Exists(working))
    gone: int = over.delete()[0]
    return gone


def forget_unconfirmed() -> int:
    """Whoever signed up with this address never opened the link that we sent there."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    strangers = User.objects.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        joined_at__lt=timezone.now() - KEPT,
        last_login=None,
        events=None,
        is_superuser=False,
    )
    return strangers.delete()[1].get(User._meta.label, 0)


def forget_counts() -> int:
    """The cache in the database removes what is over only when it is full."""
    now = timezone.now().replace(microsecond=0)
    with connection.cursor() as cursor:
        over = connection.ops.adapt_datetimefield_value(now)
        cursor.execute("DELETE FROM throttle WHERE expires < %s", [over])
        gone: int = cursor.rowcount
    return gone
