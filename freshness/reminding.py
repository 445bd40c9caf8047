"""Who hears of what today: one mail for each person, each thing once.

It may run at any time and any number of times. After an outage people hear of the most
urgent stage alone. What the public sees never waits for it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from activities import wording
from activities.models import Activity
from activities.models.activity import HIDDEN_AFTER
from events.outbox import post
from feedback.routing import areas_of, moderators_of
from freshness import details
from freshness.checking import broken_links
from freshness.keepers import Keepers
from freshness.links import confirm_token, reminders_token
from freshness.models import LinkCheck, Reminder, Stage
from freshness.reminded import REMINDED_BEFORE, news_of

# The most urgent first, as they stand in the mail.
URGENCY = (Stage.HIDDEN, Stage.UNCONFIRMED, Stage.DUE, Stage.SOON, Stage.ENDED)
TO_AREA = {Stage.HIDDEN: Stage.AREA_HIDDEN}
# When an organisation has nobody left.
ALONE = {**TO_AREA, Stage.UNCONFIRMED: Stage.AREA_UNCONFIRMED}


@dataclass(frozen=True)
class News:
    """One entry in a mail; its words are found when the mail is written."""

    activity: Activity
    user: User
    stage: Stage
    due_on: dt.date

    @property
    def when(self) -> list[str]:
        return details.when(self.activity)

    @property
    def where(self) -> str:
        return details.where(self.activity)

    @property
    def broken(self) -> list[LinkCheck]:
        return broken_links([self.activity]).get(self.activity.pk, [])

    @property
    def token(self) -> str:
        return confirm_token(self.activity, self.user, self.due_on)

    @property
    def checked(self) -> str:
        day = self.activity.checked_on
        return wording.date(day) if day else ""

    @property
    def due(self) -> str:
        return wording.date(self.due_on)

    @property
    def last_day(self) -> str:
        """When it is shown for the last time."""
        return wording.date(self.due_on + HIDDEN_AFTER)


def remind() -> int:
    """Post the mails of today, and give their number."""
    for_editors: dict[User, list[News]] = defaultdict(list)
    for_areas: dict[User, list[News]] = defaultdict(list)
    keepers_of = cache(Keepers)
    for activity, stage, due_on in _with_news():
        keepers = keepers_of(activity.organisation).of(activity)
        for user in keepers:
            for_editors[user].append(News(activity, user, stage, due_on))
        told = TO_AREA if keepers else ALONE
        if area_stage := told.get(stage):
            for user in moderators_of(areas_of(activity)):
                for_areas[user].append(News(activity, user, area_stage, due_on))
    sent = [_tell("remind", user, news) for user, news in for_editors.items()]
    sent += [_tell("hidden_in_area", user, news) for user, news in for_areas.items()]
    return sum(sent)


def _with_news() -> Iterator[tuple[Activity, Stage, dt.date]]:
    due_by = timezone.localdate() + REMINDED_BEFORE
    shown = Activity.objects.published().filter(withdrawn_at=None)
    due = shown.filter(check_due_on__lte=due_by)
    ended = shown.exclude(pk__in=Activity.objects.not_ended().values("pk"))
    for activity in (due | ended).with_card().distinct():
        if news := news_of(activity):
            yield activity, *news


def _tell(name: str, user: User, news: list[News]) -> bool:
    """One mail with what the person has not heard; False when there is none."""
    fresh = [one for one in news if not _has_heard(one)]
    if not fresh:
        return False
    fresh.sort(key=lambda one: (_urgency(one), one.due_on))
    today = timezone.localdate()
    context = {
        "news": fresh,
        "first": fresh[0],
        "count": len(fresh),
        "unsubscribe": reminders_token(user),
    }
    try:
        with transaction.atomic():
            key = f"{name}-{user.pk}-{today:%Y-%m-%d}"
            if post(name, user, context, key=key) is None:
                # One mail a day: the rest waits for tomorrow.
                return False
            Reminder.objects.bulk_create(_heard(one) for one in fresh)
    except IntegrityError:
        # Another process tells the same person at this very moment.
        return False
    return True


def _urgency(news: News) -> int:
    return URGENCY.index(news.stage) if news.stage in URGENCY else 0


def _has_heard(news: News) -> bool:
    heard = Reminder.objects.filter(activity=news.activity, user=news.user)
    return heard.filter(due_on=news.due_on, stage=news.stage).exists()


def _heard(news: News) -> Reminder:
    return Reminder(
        activity=news.activity, user=news.user, due_on=news.due_on, stage=news.stage
    )
