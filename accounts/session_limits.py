"""How long people stay signed in: since they signed in, and since they were last here.

The session keeps when it began. When it was last used is in a signed cookie instead,
so that no page has to write to the database. The cookie is worth nothing by itself;
without it, a session was last used when it began.
"""

import time
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User

BEGAN = "began"
COOKIE = "__Host-seen" if settings.HTTPS else "seen"
# Seconds between two cookies: a click more or less does not matter.
RENEWED_AFTER = 60


class Limits(NamedTuple):
    unused: timedelta
    altogether: timedelta


# NIST SP 800-63B-4: thirty days for what one factor guards, and one hour unused and
# a day altogether for what two do. Editors get less than that, deciders half of it.
EDITORS = Limits(timedelta(days=7), timedelta(days=30))
DECIDERS = Limits(timedelta(hours=1), timedelta(hours=12))


def begin(request: HttpRequest, **_sent: Any) -> None:
    """The session starts anew, also when somebody signs in over an older one."""
    request.session[BEGAN] = int(time.time())


def limits_of(user: User) -> Limits:
    return DECIDERS if user.decides else EDITORS


def is_over(request: HttpRequest, user: User) -> bool:
    """Whether this session is too old, or was unused for too long."""
    limits, now = limits_of(user), time.time()
    began = float(request.session.get(BEGAN, 0))
    used = max(began, last_used(request, user))
    return (
        now - began > limits.altogether.total_seconds()
        or now - used > limits.unused.total_seconds()
    )


def last_used(request: HttpRequest, user: User) -> float:
    """Seconds since 1970 by the cookie of this very session; 0 without one."""
    try:
        signer = signing.Signer(salt=_salt(request, user))
        return float(signer.unsign(request.COOKIES.get(COOKIE, "")))
    except signing.BadSignature:
        return 0


def note_use(request: HttpRequest, response: HttpResponseBase) -> None:
    """Renew the cookie of somebody signed in, now and then; take others' away."""
    user = request.user
    if not isinstance(user, AnonymousUser) and user.is_authenticated:
        if time.time() - last_used(request, user) >= RENEWED_AFTER:
            _set(request, response, user)
    elif COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Lax")


def _set(request: HttpRequest, response: Any, user: User) -> None:
    seen = signing.Signer(salt=_salt(request, user)).sign(str(int(time.time())))
    response.set_cookie(
        COOKIE,
        seen,
        max_age=limits_of(user).unused,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _salt(request: HttpRequest, user: User) -> str:
    """So that the cookie fits no other session, of whomever."""
    return f"accounts.seen.{user.pk}.{request.session.get(BEGAN)}"
