"""What a card shows of an activity, in the active language."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from activities import wording
from activities.models import Activity, Schedule, Version
from activities.models.activity import UNCONFIRMED_AFTER
from activities.texts import Text, text_of


class Badge(NamedTuple):
    label: str
    kind: str = ""
    icon: str = ""


class Standing(NamedTuple):
    """A badge with the first and the last day on which it is true, if it has them."""

    badge: Badge
    first: dt.date | None = None
    last: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


class Day(NamedTuple):
    abbr: str
    name: str


class Weeks(NamedTuple):
    """The days and the time of every week, up to the last day of a schedule."""

    days: tuple[Day, ...]
    times: str
    last: dt.date | None = None


class Tag(NamedTuple):
    """A language by its own name."""

    autonym: str
    code: str
    dir: str


@dataclass(frozen=True)
class Card:
    """All that a card says on any day; activities/prepared.py draws that of today.

    `always` is said instead of a date, and `by_agreement` where there is none.
    """

    id: int
    url: str
    title: Text
    summary: Text
    organisation: Text
    weeks: list[Weeks]
    always: str
    by_agreement: str
    place: str
    online: bool
    audience: str
    languages: list[Tag]
    standings: list[Standing]
    notes: list[str] = field(default_factory=list)


def card(activity: Activity) -> Card:
    version = activity.published_version
    title = text_of(version, "title")
    rules = {schedule.rule for schedule in version.schedules.all()}
    agreed = Schedule.Rule.AGREEMENT in rules
    return Card(
        id=activity.pk,
        url=activity.get_absolute_url(),
        title=title,
        summary=text_of(version, "summary"),
        organisation=text_of(activity.organisation, "name"),
        weeks=_weeks(version),
        always=_("Open 24 hours a day") if Schedule.Rule.ALWAYS in rules else "",
        by_agreement=_("Time by agreement") if agreed else "",
        place=place(version),
        online=version.online and not version.on_site,
        audience=audience(version),
        languages=tags(version),
        standings=[*_states(activity), *_attractions(version)],
        notes=_other_language(title),
    )


def _other_language(title: Text) -> list[str]:
    if not title.is_fallback:
        return []
    name = get_language_info(title.lang)["name_translated"]
    return [_("Language of the text: {language}").format(language=name)]


def badges(activity: Activity, version: Version) -> list[Badge]:
    """States before attractions, so that nobody travels for nothing."""
    return _today(_states(activity)) + _today(_attractions(version))


def states(activity: Activity) -> list[Badge]:
    return _today(_states(activity))


def _today(standings: Iterable[Standing]) -> list[Badge]:
    today = timezone.localdate()
    return [one.badge for one in standings if one.holds_on(today)]


def _states(activity: Activity) -> list[Standing]:
    found = []
    if activity.break_until:
        until = wording.date(activity.break_until)
        text = _("On a break until {date}").format(date=until)
        badge = Badge(text, "warm", "clock")
        found.append(Standing(badge, last=activity.break_until))
    if activity.full:
        found.append(Standing(Badge(_("Full"), "bad", "alert")))
    if activity.check_due_on:
        badge = Badge(_("Not confirmed"), "none", "alert")
        since = activity.check_due_on + UNCONFIRMED_AFTER + dt.timedelta(days=1)
        found.append(Standing(badge, first=since))
    return found


def _attractions(version: Version) -> list[Standing]:
    if version.price != "free":
        return []
    return [Standing(Badge(_("Free"), "warm", "check"))]


def tags(version: Version) -> list[Tag]:
    """Held in, then interpreted into; each language once."""
    spoken = [*version.languages.all(), *version.interpreted_languages.all()]
    return [Tag(one.autonym, one.code, one.dir) for one in dict.fromkeys(spoken)]


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


def _weeks(version: Version) -> list[Weeks]:
    """From today on; they change when one of several schedules is over."""
    today = timezone.localdate()
    schedules = list(version.schedules.all())
    ends = {one.last_date for one in schedules if one.last_date is not None}
    last_days = [*sorted(end for end in ends if end >= today), None]
    found: list[Weeks] = []
    for last in reversed(last_days):
        going_on = [one for one in schedules if _lasts(one, last)]
        days, times = _weekly_times(going_on)
        if not found or (days, times) != (found[0].days, found[0].times):
            found.insert(0, Weeks(days, times, last))
    return found


def _lasts(schedule: Schedule, day: dt.date | None) -> bool:
    last = schedule.last_date
    return last is None or (day is not None and day <= last)


def _weekly_times(schedules: Sequence[Schedule]) -> tuple[tuple[Day, ...], str]:
    """Weekday pills and one time of day, where every week is the same."""
    slots = [slot for schedule in schedules for slot in schedule.slots.all()]
    plain = all(s.rule in ("weekly", "hours") and s.interval == 1 for s in schedules)
    if not plain or len({(s.starts_at, s.ends_at) for s in slots}) != 1:
        return (), ""
    numbers = sorted({slot.weekday for slot in slots})
    days = tuple(Day(wording.short_weekday(n), wording.weekday(n)) for n in numbers)
    return days, wording.times(slots[0].starts_at, slots[0].ends_at)
