"""The states of an entry as badges: the most important one first."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.cards import Badge, states
from activities.models import Activity, Decision, Version
from workspace.needs import DUE_SOON


def badges_of(
    activity: Activity, newest: Version, decision: Decision | None
) -> list[Badge]:
    found = [_newest(activity, newest, decision), _public(activity, newest)]
    return [*(badge for badge in found if badge), *_facts(activity)]


def _newest(
    activity: Activity, newest: Version, decision: Decision | None
) -> Badge | None:
    if decision is not None and decision.open:
        return _returned(len(decision.comments))
    if decision is not None:
        return Badge(_("Rejected"), "bad", "cross")
    if newest.is_open and newest.state != "draft":
        return Badge(_("Waiting for approval"), "", "clock")
    if newest.is_open and activity.public_version_id is None:
        return Badge(_("Draft"), "none", "pencil")
    return None


def _returned(count: int) -> Badge:
    if not count:
        return Badge(_("Returned for changes"), "bad", "alert")
    text = ngettext(
        "Returned with one comment", "Returned with {count} comments", count
    )
    return Badge(text.format(count=count), "bad", "alert")


def _public(activity: Activity, newest: Version) -> Badge | None:
    """The first that is true; what was never public has none."""
    writing = newest.is_open and newest.state == "draft"
    hidden = _("Hidden because nobody confirmed it")
    organisation = activity.organisation
    facts = (
        (organisation.is_closed, _("Hidden for now"), "none", "alert"),
        (activity.taken_down_at, _("Taken down by a moderator"), "bad", "cross"),
        (activity.withdrawn_at, _("Withdrawn"), "none", "cross"),
        (activity.ended_on, _("Ended"), "none", "clock"),
        (activity.is_hidden, hidden, "bad", "alert"),
        (writing, _("Public, new draft in progress"), "good", "check"),
        (True, _("Public"), "good", "check"),
    )
    unseen = not organisation.is_approved and not organisation.is_closed
    if activity.public_version is None or unseen:
        return None
    return next(Badge(text, kind, icon) for true, text, kind, icon in facts if true)


def _facts(activity: Activity) -> list[Badge]:
    version = activity.public_version
    if version is None or activity.withdrawn_at or activity.taken_down_at:
        return []
    facts = [] if activity.is_hidden else states(activity)
    due = activity.check_due_on
    soon = due is not None and due <= timezone.localdate() + DUE_SOON
    if soon and not activity.is_unconfirmed and not activity.ended_on:
        facts.append(Badge(_("Check due"), "warm", "clock"))
    if version.outdated_texts:
        facts.append(Badge(_("Translation outdated"), "warm", "speech"))
    return facts
