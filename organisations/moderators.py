"""Whom at the authority to tell about an organisation."""

from typing import TYPE_CHECKING

from accounts.models import User
from regions.models import ModeratorAssignment

if TYPE_CHECKING:
    from organisations.models import Organisation


def administrators() -> list[User]:
    return list(User.objects.filter(is_superuser=True, is_active=True).order_by("pk"))


def moderators_of(organisation: "Organisation", but: User | None = None) -> list[User]:
    """Those of the home area who are there today, or else their deputies.

    Administrators where there is nobody; never a member of the organisation.
    """
    area = organisation.home_municipality.area
    present = ModeratorAssignment.objects.in_force().present().filter(area=area)
    others = present.exclude(user__memberships__organisation=organisation)
    found = [one for one in others.select_related("user") if one.user != but]
    regular = [one.user for one in found if not one.deputy]
    return regular or [one.user for one in found] or administrators()
