"""Asking people once more who they are, before what matters most."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest


@reauthentication_required  # type: ignore[untyped-decorator]
def require_confirmed(request: HttpRequest) -> None:
    """Whoever said so within five minutes goes on.

    Others meet allauth's page, by an exception that its middleware knows. What they
    had posted is kept, and done when they have said it.
    """
