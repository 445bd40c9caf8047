"""Whom at the authority something about an entry or a place concerns."""

from collections.abc import Iterable

from accounts.models import User
from activities.areas import areas_of as version_areas
from activities.models import Activity
from organisations.moderators import administrators
from regions.models import ModerationArea, ModeratorAssignment


def areas_of(activity: Activity) -> list[ModerationArea]:
    """Of its public version; of the organisation's home while it has none."""
    if activity.public_version:
        return version_areas(activity.public_version)
    home = activity.organisation.home_municipality.area
    return [home] if home else []


def moderators_of(areas: Iterable[ModerationArea]) -> list[User]:
    """In each area those who are there today, or else its deputies, or else all.

    Administrators where an area has nobody: nothing waits unseen.
    """
    found: dict[int, User] = {}
    for area in areas:
        for user in _of(area) or administrators():
            found[user.pk] = user
    return list(found.values()) or administrators()


def _of(area: ModerationArea) -> list[User]:
    everybody = ModeratorAssignment.objects.in_force().filter(area=area)
    present = list(everybody.present().select_related("user"))
    regular = [one.user for one in present if not one.deputy]
    everyone = [one.user for one in present] or [
        one.user for one in everybody.select_related("user")
    ]
    return regular or everyone
