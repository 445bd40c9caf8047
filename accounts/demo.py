"""The four demo people and their fixed second step; never made outside the demo."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction

from accounts.models import User
from accounts.second_step import has_second_step

PASSWORD = "kotopolku demo 2026"  # noqa: S105
# Everyone can read it here, so a code of it proves nothing: only demo accounts have it.
SECRET = "KOTOPOLKUDEMOKOTOPOLKUDEMOKOTOPO"  # noqa: S105
NAMES = {
    "editor": "Eeva Esimerkki",
    "owner": "Oskari Omistaja",
    "moderator": "Milla Mallikas",
    "administrator": "Aarne Ylläpitäjä",
}
TWO_STEPS = ("moderator", "administrator")


def address(role: str) -> str:
    return f"demo-{role}@example.org"


@transaction.atomic
def demo_people() -> dict[str, User]:
    """By role: editor, owner, moderator and administrator; made once."""
    people = {role: _person(role) for role in NAMES}
    for role in TWO_STEPS:
        if not has_second_step(people[role]):
            totp.TOTP.activate(people[role], SECRET)
    return people


def code(user: User) -> str | None:
    """What their app would show now; None if they have no demo app."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None or app.data["secret"] != SECRET:
        return None
    counter = next(totp.yield_hotp_counters_from_time())
    shown: str = totp.format_hotp_value(totp.hotp_value(SECRET, counter))
    return shown


def _person(role: str) -> User:
    email = address(role)
    user = User.objects.filter(email=email).first()
    if user is None:
        administers = role == "administrator"
        user = User.objects.create_user(
            email,
            PASSWORD,
            name=NAMES[role],
            is_staff=administers,
            is_superuser=administers,
        )
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"primary": True, "verified": True}
    )
    return user
