"""The second step of signing in: who has it, and who must."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from accounts.models import User

# Recovery codes only stand in for one of these.
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(user: User, besides: Authenticator | None = None) -> bool:
    """Whether an app or a passkey guards the account, not counting `besides`."""
    ways = Authenticator.objects.filter(user=user, type__in=STEPS)
    if besides is not None:
        ways = ways.exclude(pk=besides.pk)
    return bool(ways.exists())


def lacks_second_step(user: User | AnonymousUser) -> bool:
    """Whether they moderate or administer, and sign in with a password alone."""
    return user.is_authenticated and user.decides and not has_second_step(user)
