"""Which moderation areas a version belongs to: the one rule for everybody who asks."""

from activities.models import Version
from regions.models import ModerationArea


def areas_of(version: Version) -> list[ModerationArea]:
    """Those in force of its municipalities; of the organisation's home when it is
    nationwide or has none. `municipalities__areas` may be prefetched.
    """
    towns = [] if version.nationwide else list(version.municipalities.all())
    found = {
        town.area for town in towns or [version.activity.organisation.home_municipality]
    }
    return sorted((area for area in found if area), key=lambda area: area.code)
