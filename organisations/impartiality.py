"""Nobody decides on what their own organisation sends."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from accounts.models import User
    from organisations.models import Organisation


def is_own(organisation: "Organisation", user: "User") -> bool:
    return organisation.memberships.filter(user=user).exists()


def refuse_own(organisation: "Organisation", user: "User") -> None:
    """Raises PermissionDenied for a member of the organisation."""
    if is_own(organisation, user):
        raise PermissionDenied("Nobody decides on their own organisation's things.")
