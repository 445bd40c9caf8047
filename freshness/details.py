"""The details of an entry that go out of date, in few lines of the active language."""

from django.utils.translation import gettext as _

from activities import wording
from activities.models import Activity


def when(activity: Activity) -> list[str]:
    schedules = activity.published_version.schedules.all()
    return [line for one in schedules for line in wording.rule_in_words(one)]


def where(activity: Activity) -> str:
    version = activity.published_version
    towns = ", ".join(str(town.name) for town in version.municipalities.all())
    parts = [str(version.venue), version.address, towns]
    parts += [_("Works all over Finland")] if version.nationwide else []
    parts += [_("Online")] if version.online else []
    return ", ".join(part for part in parts if part)


def contact(activity: Activity) -> str:
    parts = (activity.contact_name, activity.phone, activity.email, activity.website)
    return ", ".join(part for part in parts if part)
