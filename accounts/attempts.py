"""Guessing a password is slow, and shuts nobody out who is not the one that guesses.

Guesses count by account and network together: few are enough to stop a program, and
the person is at another place. Guesses from all over the world at one account close it
to networks where its owner never signed in; they still have their own, a passkey, and
the mail with a new password.
"""

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from accounts.throttle import (
    HOUR,
    Limit,
    fingerprint,
    is_open,
    network,
    network_of,
    wait_for,
)

AT_ONE_ACCOUNT = Limit(50, HOUR)


def note_failure(email: str) -> None:
    wait_for({_name(email): AT_ONE_ACCOUNT})


def is_shut(request: HttpRequest, email: str) -> bool:
    """The same for addresses that have an account and for others."""
    if is_open(_name(email), AT_ONE_ACCOUNT) or request.user.is_authenticated:
        return False
    known = UserSession.objects.filter(user__email=email.lower())
    places = known.values_list("ip", flat=True)
    return network(request) not in {network_of(ip) for ip in places}


def _name(email: str) -> str:
    return f"guesses-{fingerprint(email)}"
