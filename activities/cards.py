"""What a card shows of an activity, in the active language."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from activities import wording
from activities.models import Activity, Schedule, Version
from activities.recurrence import HELSINKI, next_occurrence
from activities.texts import Text, text_of

# A weekly rhythm says enough about a next meeting that comes within a week.
SOON = dt.timedelta(days=7)


class Badge(NamedTuple):
    label: str
    kind: str = ""
    icon: str = ""


class Day(NamedTuple):
    abbr: str
    name: str


class Tag(NamedTuple):
    """A language by its own name; `asked` when the visitor searched by it."""

    autonym: str
    code: str
    dir: str
    asked: bool


@dataclass(frozen=True)
class Card:
    id: int
    url: str
    title: Text
    summary: Text
    organisation: Text
    days: list[Day]
    times: str
    when: str
    place: str
    online: bool
    audience: str
    languages: list[Tag]
    badges: list[Badge]
    notes: list[str] = field(default_factory=list)


def card(
    activity: Activity, notes: Sequence[str] = (), asked: Collection[str] = ()
) -> Card:
    version = activity.published_version
    days, times = _weekly_times(version)
    title = text_of(version, "title")
    return Card(
        id=activity.pk,
        url=activity.get_absolute_url(),
        title=title,
        summary=text_of(version, "summary"),
        organisation=text_of(activity.organisation, "name"),
        days=days,
        times=times,
        when=_when(activity, version, weekly=bool(days)),
        place=place(version),
        online=version.online and not version.on_site,
        audience=audience(version),
        languages=tags(version, asked),
        badges=badges(activity, version),
        notes=[*_other_language(title), *notes],
    )


def _other_language(title: Text) -> list[str]:
    if not title.is_fallback:
        return []
    name = get_language_info(title.lang)["name_translated"]
    return [_("Language of the text: {language}").format(language=name)]


def badges(activity: Activity, version: Version) -> list[Badge]:
    """States before attractions, so that nobody travels for nothing."""
    free = [Badge(_("Free"), "warm", "check")] if version.price == "free" else []
    return states(activity) + free


def states(activity: Activity) -> list[Badge]:
    found = []
    if activity.is_on_break and activity.break_until:
        until = wording.date(activity.break_until)
        text = _("On a break until {date}").format(date=until)
        found.append(Badge(text, "warm", "clock"))
    if activity.full:
        found.append(Badge(_("Full"), "bad", "alert"))
    if activity.is_unconfirmed:
        found.append(Badge(_("Not confirmed"), "none", "alert"))
    return found


def tags(version: Version, asked: Collection[str]) -> list[Tag]:
    """Held in, then interpreted into; each language once."""
    spoken = [*version.languages.all(), *version.interpreted_languages.all()]
    return [
        Tag(one.autonym, one.code, one.dir, one.code in asked)
        for one in dict.fromkeys(spoken)
    ]


def place(version: Version) -> str:
    """The municipalities, and the part of town; or the whole country, or online."""
    names = [str(m.name) for m in version.municipalities.all()]
    if len(names) > 3:
        names = [*names[:2], _("{count} others").format(count=len(names) - 2)]
    if version.district and len(names) == 1:
        names.append(version.district)
    parts = [", ".join(names)] if names else []
    if version.nationwide:
        parts.append(_("All of Finland"))
    if version.online:
        parts.append(_("Online"))
    return " · ".join(parts)


def audience(version: Version) -> str:
    groups = ", ".join(str(group.name) for group in version.target_groups.all())
    if version.welcome == "only" and groups:
        return _("Only: {groups}").format(groups=groups)
    if version.welcome == "first" and groups:
        return _("Mainly: {groups}").format(groups=groups)
    if version.welcome == "all":
        return _("Open to everyone")
    return groups


def _weekly_times(version: Version) -> tuple[list[Day], str]:
    """Weekday pills and one time of day, where every week is the same."""
    schedules = [one for one in version.schedules.all() if not one.is_over]
    slots = [slot for schedule in schedules for slot in schedule.slots.all()]
    plain = all(s.rule in ("weekly", "hours") and s.interval == 1 for s in schedules)
    if not plain or len({(s.starts_at, s.ends_at) for s in slots}) != 1:
        return [], ""
    numbers = sorted({slot.weekday for slot in slots})
    days = [Day(wording.short_weekday(n), wording.weekday(n)) for n in numbers]
    return days, wording.times(slots[0].starts_at, slots[0].ends_at)


def _when(activity: Activity, version: Version, weekly: bool) -> str:
    """The next date, unless the rhythm says it already; or why there is none."""
    rules = {schedule.rule for schedule in version.schedules.all()}
    if Schedule.Rule.ALWAYS in rules:
        return _("Open 24 hours a day")
    coming = next_occurrence(activity)
    if coming is None:
        return _("Time by agreement") if Schedule.Rule.AGREEMENT in rules else ""
    local = coming.starts.astimezone(HELSINKI)
    day = wording.short_weekday(local.weekday())
    date = wording.short_date(local.date())
    if not weekly:
        at = wording.clock(local.time(), None)
        return _("Next: {weekday} {date}, {at}").format(weekday=day, date=date, at=at)
    if local.date() - timezone.localdate() <= SOON:
        return ""
    return _("Next: {weekday} {date}").format(weekday=day, date=date)
