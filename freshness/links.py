"""The signed links of reminders: each for one person and one thing."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from accounts.links import read, sign
from accounts.models import User
from activities.models import Activity

CONFIRM, REMINDERS = "confirm", "reminders"
CONFIRM_WORKS_FOR = dt.timedelta(days=120)
# Of the mail that a person reads about it, old ones too.
REMINDERS_WORK_FOR = dt.timedelta(days=730)


@dataclass(frozen=True)
class ConfirmLink:
    activity: Activity
    user: User
    due_on: dt.date

    @property
    def is_member(self) -> bool:
        members = self.activity.organisation.memberships
        return self.user.is_active and members.filter(user=self.user).exists()

    @property
    def is_done(self) -> bool:
        """Confirmed since the mail, by this link or otherwise."""
        return self.activity.check_due_on != self.due_on


def confirm_token(activity: Activity, user: User, due_on: dt.date) -> str:
    what = {"activity": activity.pk, "user": user.pk, "due": due_on.isoformat()}
    return sign(CONFIRM, what)


def read_confirm(token: str) -> ConfirmLink:
    """Raises LinkExpired or LinkBroken; 404 when there is no such page any more."""
    what = read(CONFIRM, token, CONFIRM_WORKS_FOR)
    shown = Activity.objects.published().filter(withdrawn_at=None).with_card()
    activity = shown.filter(pk=what["activity"]).first()
    user = User.objects.filter(pk=what["user"]).first()
    if activity is None or user is None:
        raise Http404
    return ConfirmLink(activity, user, dt.date.fromisoformat(what["due"]))


def reminders_token(user: User) -> str:
    return sign(REMINDERS, {"user": user.pk})


def read_reminders(token: str) -> User:
    """Raises LinkExpired or LinkBroken; 404 when the person has no account now."""
    what = read(REMINDERS, token, REMINDERS_WORK_FOR)
    user = User.objects.filter(pk=what["user"], is_active=True).first()
    if user is None:
        raise Http404
    return user
