"""How an entry stands, in words: one line of the workspace."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import wording
from activities.areas import areas_of
from activities.cards import Badge
from activities.expected import days_in
from activities.expected import in_words as expected_in_words
from activities.models import Activity, Decision, Version
from activities.models.activity import HIDDEN_AFTER, UNCONFIRMED_AFTER
from activities.texts import Text, text_of
from freshness.viewed import viewed
from workspace.needs import Need
from workspace.remarks import step_of
from workspace.standing import badges_of


@dataclass(frozen=True)
class Row:
    """An entry with its newest version, which is the open one where there is one."""

    activity: Activity
    newest: Version
    title: Text
    badges: list[Badge]
    lines: list[str]
    comments: list[str]
    need: Need | None
    step: str
    is_closed: bool

    @property
    def is_waiting(self) -> bool:
        return self.newest.is_open and not self.is_draft

    @property
    def is_draft(self) -> bool:
        return self.newest.is_open and self.newest.state == "draft"

    @property
    def is_shown(self) -> bool:
        """It has a public page now."""
        entry = self.activity
        hidden = entry.withdrawn_at or entry.taken_down_at
        approved = entry.organisation.is_approved
        return entry.public_version is not None and approved and not hidden

    @property
    def has_old_dates(self) -> bool:
        """A draft whose dates are all over, as those of a copy are."""
        schedules = self.newest.schedules.all() if self.is_draft else []
        return bool(schedules) and all(one.is_over for one in schedules)

    @property
    def can_discard(self) -> bool:
        """Nobody but its editors has seen it."""
        return self.is_draft and self.newest.submitted_at is None


def rows_of(entries: Iterable[Activity]) -> list[Row]:
    """Rows of entries that came with `needs.with_rows`."""
    activities = list(entries)
    counts = viewed([one.pk for one in activities])
    days: dict[frozenset[int], int | None] = {}
    rows = []
    for activity in activities:
        newest = activity.versions.all()[0]
        expected = _expected(newest, days)
        rows.append(_row(activity, newest, counts[activity.pk], expected))
    return rows


def _expected(newest: Version, known: dict[frozenset[int], int | None]) -> int | None:
    """Days until a decision on what waits for one; asked once for the same areas."""
    if not newest.is_open or newest.state == "draft":
        return None
    areas = frozenset(area.pk for area in areas_of(newest))
    if areas not in known:
        known[areas] = days_in(areas)
    return known[areas]


def _row(activity: Activity, newest: Version, views: int, days: int | None) -> Row:
    decision = decision_on(newest)
    comments = decision.comments if decision else {}
    need = getattr(activity, "need", None)
    title = text_of(newest, "title")
    return Row(
        activity=activity,
        newest=newest,
        title=title or Text(_("No name yet"), title.lang),
        badges=badges_of(activity, newest, decision),
        lines=[
            *_about_newest(newest, decision, days),
            *_about_public(activity, views),
        ],
        comments=[
            *([decision.reason] if decision and decision.reason else []),
            *(str(comment) for comment in comments.values()),
        ],
        need=Need(need) if need else None,
        step=next((step_of(name, newest.source_language) for name in comments), "what"),
        is_closed=activity.organisation.is_closed,
    )


def decision_on(newest: Version) -> Decision | None:
    """The return or rejection that the newest version still stands under."""
    for decision in newest.decisions.all():
        if decision.open or decision.verdict == Decision.Verdict.REJECT:
            return decision
    return None


def _about_newest(
    newest: Version, decision: Decision | None, days: int | None
) -> list[str]:
    if decision is not None:
        name, day = decision.by.name, _day(decision.at)
        return [_("{name}, {date}.").format(name=name, date=day)]
    if newest.is_open and newest.state == "draft":
        day = _day(newest.saved_at)
        return [_("Saved on {date}.").format(date=day)]
    if newest.is_open and newest.submitted_at:
        day = _day(newest.submitted_at)
        return [_("Sent on {date}.").format(date=day), expected_in_words(days)]
    return []


def _about_public(activity: Activity, views: int) -> list[str]:
    if activity.public_version is None:
        return []
    if activity.taken_down_at:
        return [_("Reason: {reason}").format(reason=activity.taken_down_reason)]
    if activity.withdrawn_at:
        day = _day(activity.withdrawn_at)
        return [_("Withdrawn on {date}. You can bring it back.").format(date=day)]
    if activity.ended_on:
        day = wording.date(activity.ended_on)
        return [_("Ended on {date}.").format(date=day)]
    return [*_checking(activity), _viewed(views)]


def _checking(activity: Activity) -> list[str]:
    if activity.checked_on is None or activity.check_due_on is None:
        return []
    due, checked = activity.check_due_on, wording.date(activity.checked_on)
    lines = [_("Checked on {date}.").format(date=checked)]
    if activity.is_hidden:
        lines.append(_("Confirm the details, and it will be back in the search."))
    elif activity.is_unconfirmed:
        day = wording.date(due + HIDDEN_AFTER)
        lines.append(_("Hidden from the search after {date}.").format(date=day))
    elif getattr(activity, "need", None) == Need.CHECK:
        day = wording.date(due + UNCONFIRMED_AFTER)
        lines.append(_("Shown as not confirmed after {date}.").format(date=day))
    return lines


def _day(moment: dt.datetime) -> str:
    return wording.date(timezone.localdate(moment))


def _viewed(views: int) -> str:
    if not views:
        return _("No views in 30 days.")
    return ngettext(
        "Viewed once in 30 days.", "Viewed {count} times in 30 days.", views
    ).format(count=views)
