"""What is known of a person: given to them, and forgotten with their account.

Each app right of this one answers for its own rows, in its `own_data.py`.
"""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.devices import sign_out_elsewhere
from accounts.models import User
from events.models import Event, Mail, Receipt
from events.outbox import post
from events.transitions import move

# Each is sent with `user`. A receiver of `telling` gives a dict of sections, one of
# `hindering` a list of Hindrance; one of `forgetting` takes out what names the person,
# in the transaction that closes the account.
telling, hindering, forgetting = Signal(), Signal(), Signal()


@dataclass(frozen=True)
class Hindrance:
    """What has to be settled before an account is closed, and where."""

    text: str
    address: str = ""


class CannotClose(Exception):  # noqa: N818 - says what is so, as DoesNotExist
    """Something has to be settled first."""


def everything_about(user: User) -> dict[str, Any]:
    """All that is kept of them, by section, for JSON; no secrets of signing in."""
    sections: dict[str, Any] = {"account": _account(user), "log": _log(user)}
    for more in _answers(telling, user):
        sections |= more
    mails = Mail.objects.filter(user=user).order_by("id")
    sections["mails"] = list(mails.values("created_at", "address", "subject", "text"))
    return sections


def hindrances(user: User) -> list[Hindrance]:
    """Empty when the account can be closed now."""
    found = []
    if user.decides:
        found.append(
            Hindrance(
                _(
                    "You work as a moderator or an administrator. "
                    "Ask another administrator to end that first."
                )
            )
        )
    for more in _answers(hindering, user):
        found += more
    return found


@transaction.atomic
def close(user: User) -> None:
    """Forget who they are. A row without a name stays, as the log needs its number.

    Raises CannotClose when something has to be settled first, and StateChanged when
    the account was closed meanwhile.
    """
    # Its rights may have changed since the page was opened.
    user = User.objects.get(pk=user.pk)
    change = {"is_active": False, "closed_at": timezone.now()}
    move(user, "close-account", by=user, expect={"closed_at": None}, change=change)
    if hindrances(user):
        raise CannotClose
    forgetting.send(sender=User, user=user)
    Mail.objects.filter(user=user).delete()
    Mail.objects.filter(address=user.email).delete()
    Receipt.objects.filter(user=user).delete()
    sign_out_elsewhere(user, here=None)
    for model in (EmailAddress, Authenticator, UserSession):
        model.objects.filter(user=user).delete()
    help_from = {"contact": settings.CONTACT_EMAIL}
    post("account_closed", user.email, help_from, language=user.language)
    user.groups.clear()
    user.user_permissions.clear()
    user.name, user.password = "", make_password(None)
    # No mail ever reaches an address of this kind (RFC 2606).
    user.email = f"closed-{user.pk}@account.invalid"
    user.last_login = None
    user.save(update_fields=["name", "password", "email", "last_login"])


def _answers(signal: Signal, user: User) -> list[Any]:
    return [answer for _receiver, answer in signal.send(sender=User, user=user)]


def _account(user: User) -> dict[str, Any]:
    steps = Authenticator.objects.filter(user=user).order_by("created_at")
    sessions = UserSession.objects.filter(user=user).order_by("created_at")
    return {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "joined_at": user.joined_at,
        "last_sign_in": user.last_login,
        "second_steps": list(steps.values("type", "created_at", "last_used_at")),
        "devices": list(
            sessions.values("user_agent", "ip", "created_at", "last_seen_at")
        ),
    }


def _log(user: User) -> list[Any]:
    events = Event.objects.filter(actor_id=user.pk).order_by("id")
    return list(
        events.values("at", "verb", "target_type", "target_id", "before", "after")
    )
