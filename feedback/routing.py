"""Whom at the authority something about an entry or a place concerns."""

from collections.abc import Iterable

from accounts.models import User
from activities.models import Activity
from regions.models import ModerationArea, ModeratorAssignment


def areas_of(activity: Activity) -> list[ModerationArea]:
    """Of its municipalities; of the organisation's home when it has none, or all."""
    version = activity.public_version
    towns = list(version.municipalities.prefetch_related("areas")) if version else []
    if not towns or (version and version.nationwide):
        towns = [activity.organisation.home_municipality]
    found = {town.area for town in towns}
    return sorted((area for area in found if area), key=lambda area: area.code)


def moderators_of(areas: Iterable[ModerationArea]) -> list[User]:
    """In each area those who are there today, or else its deputies, or else all.

    Administrators where an area has nobody: nothing waits unseen.
    """
    found: dict[int, User] = {}
    for area in areas:
        for user in _of(area) or administrators():
            found[user.pk] = user
    return list(found.values()) or administrators()


def administrators() -> list[User]:
    return list(User.objects.filter(is_superuser=True, is_active=True).order_by("pk"))


def _of(area: ModerationArea) -> list[User]:
    everybody = ModeratorAssignment.objects.in_force().filter(area=area)
    present = list(everybody.present().select_related("user"))
    regular = [one.user for one in present if not one.deputy]
    everyone = [one.user for one in present] or [
        one.user for one in everybody.select_related("user")
    ]
    return regular or everyone
