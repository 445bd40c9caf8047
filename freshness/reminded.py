"""Of what somebody was reminded, so that they are not reminded of it again."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone

from activities.models import Activity
from activities.models.activity import ENDED_SHOWN_FOR, HIDDEN_AFTER, UNCONFIRMED_AFTER

REMINDED_BEFORE = dt.timedelta(days=14)


class Stage(models.TextChoices):
    """In rising urgency."""

    SOON = "soon", "Due in two weeks"
    DUE = "due", "Due today"
    UNCONFIRMED = "unconfirmed", "Shown as unconfirmed"
    HIDDEN = "hidden", "Hidden"
    ENDED = "ended", "Ended"
    # To the moderators of the areas.
    AREA_UNCONFIRMED = "area-unconfirmed", "Unconfirmed, with nobody to remind"
    AREA_HIDDEN = "area-hidden", "Hidden in the area"


def stage_of(due: dt.date, today: dt.date) -> Stage | None:
    """The most urgent stage that was reached; None long before the check is due."""
    if today > due + HIDDEN_AFTER:
        return Stage.HIDDEN
    if today > due + UNCONFIRMED_AFTER:
        return Stage.UNCONFIRMED
    if today >= due:
        return Stage.DUE
    return Stage.SOON if today >= due - REMINDED_BEFORE else None


class Reminder(models.Model):
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="reminders"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    # When the check was due; of an ended entry its last day.
    due_on = models.DateField()
    stage = models.CharField(max_length=16, choices=Stage)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "user", "due_on", "stage"],
                name="reminded_of_a_stage_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.due_on} {self.stage}: {self.user_id}"


def news_of(activity: Activity) -> tuple[Stage, dt.date] | None:
    """What its people should hear of an entry today, and since when.

    Of one that ended nothing is asked; who missed the news for long needs it no more.
    """
    today = timezone.localdate()
    if ended_on := activity.ended_on:
        recently = ended_on >= today - ENDED_SHOWN_FOR
        return (Stage.ENDED, ended_on) if recently else None
    due = activity.check_due_on
    stage = stage_of(due, today) if due else None
    return (stage, due) if stage and due else None
