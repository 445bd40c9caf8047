"""What the app of a person with a second step shows."""

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth as totp

from tests.factories import TOTP_SECRET


def code(steps: int = 0, *, secret: str = TOTP_SECRET, lasting: float = 1) -> str:
    """Now, or some steps from now.

    Lasts for so many seconds more: a step that is about to end is waited for.
    """
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < lasting:
        time.sleep(left)
    counter = next(totp.yield_hotp_counters_from_time()) + steps
    shown: str = totp.format_hotp_value(totp.hotp_value(secret, counter))
    return shown
