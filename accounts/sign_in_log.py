"""Signing in, and failing to: a line each in the log, with numbers and no addresses."""

import logging
from typing import Any

from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.http import HttpRequest

from accounts.models import User

logger = logging.getLogger("kotopolku.accounts")


def listen() -> None:
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(failed)


def signed_in(request: HttpRequest, user: User, **_sent: Any) -> None:
    records = request.session.get("account_authentication_methods", [])
    ways = ", ".join(str(one.get("method")) for one in records)
    logger.info("Account %s signed in: %s", user.pk, ways or "directly")


def signed_out(user: User | None, **_sent: Any) -> None:
    if user:
        logger.info("Account %s signed out", user.pk)


def failed(**_sent: Any) -> None:
    """What was typed may be a password in the wrong field: it is not said."""
    logger.warning("A sign-in failed")
