"""Who is signed in."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def user_of(request: HttpRequest) -> User:
    """Of a page that only signed-in people reach."""
    return cast(User, request.user)
