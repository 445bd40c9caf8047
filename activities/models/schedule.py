"""When an activity meets: the rule, its times, its period and its breaks."""

import datetime as dt
from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from activities.models.choices import YesNo


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def going_on(self, today: dt.date | None = None) -> Self:
        """Not over on that date, today in Europe/Helsinki; it may begin later."""
        today = today or timezone.localdate()
        coming = Slot.objects.filter(schedule=OuterRef("pk"), date__gte=today)
        dates = Q(rule=Schedule.Rule.DATES)
        period = Q(end_date=None) | Q(end_date__gte=today)
        return self.filter((dates & Exists(coming)) | (~dates & period))

    def without_times(self) -> Self:
        """Those that should have times or dates, and have none yet."""
        timeless = (Schedule.Rule.AGREEMENT, Schedule.Rule.ALWAYS)
        return self.exclude(rule__in=timeless).filter(slots=None)


class Schedule(models.Model):
    """One rule of meeting, after RFC 5545: its frequency, interval and period.

    The times are its slots: a weekday or a date, and from when to when.
    """

    class Rule(models.TextChoices):
        WEEKLY = "weekly", _("Every week, or every few weeks")
        MONTHLY = "monthly", _("Once a month, on the same weekday")
        DATES = "dates", _("On chosen dates")
        HOURS = "hours", _("Open hours")
        AGREEMENT = "agreement", _("Time by agreement")
        ALWAYS = "always", _("Open 24 hours a day")

    class Week(models.IntegerChoices):
        FIRST = 1, _("first")
        SECOND = 2, _("second")
        THIRD = 3, _("third")
        FOURTH = 4, _("fourth")
        LAST = -1, _("last")

    version = models.ForeignKey(
        "activities.Version", on_delete=models.CASCADE, related_name="schedules"
    )
    rule = models.CharField(max_length=9, choices=Rule)
    interval = models.PositiveSmallIntegerField(_("Every how many weeks"), default=1)
    week = models.SmallIntegerField(
        _("Which week of the month"), choices=Week, null=True, blank=True
    )
    start_date = models.DateField(_("First date"), null=True, blank=True)
    end_date = models.DateField(_("Last date"), null=True, blank=True)
    meets_on_holidays = models.CharField(
        _("Do you meet on public holidays?"), max_length=3, choices=YesNo, blank=True
    )

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_date=None)
                | Q(end_date=None)
                | Q(start_date__lte=F("end_date")),
                name="period_in_order",
                violation_error_message=_(
                    "The last date is before the first. Check the dates."
                ),
            ),
            models.CheckConstraint(
                condition=Q(interval__range=(1, 26)),
                name="interval_of_weeks",
                violation_error_message=_("Choose from 1 to 26 weeks."),
            ),
            models.CheckConstraint(
                condition=Q(interval=1) | Q(rule="weekly", start_date__isnull=False),
                name="an_interval_has_a_first_date",
                violation_error_message=_(
                    "Write the first date, so that we know which weeks are meant."
                ),
            ),
            models.CheckConstraint(
                condition=Q(rule="monthly", week__isnull=False)
                | (~Q(rule="monthly") & Q(week=None)),
                name="monthly_has_a_week",
                violation_error_message=_("Choose the week of the month."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_rule_display()

    @property
    def last_date(self) -> dt.date | None:
        """The day after which it is over, or None while no end is known."""
        if self.rule != self.Rule.DATES:
            return self.end_date
        dates = [slot.date for slot in self.slots.all() if slot.date]
        return max(dates, default=None)

    @property
    def is_over(self) -> bool:
        return self.last_date is not None and self.last_date < timezone.localdate()


class Slot(models.Model):
    """A time of a schedule: on a weekday (0 is Monday), or on one chosen date.

    An end that is not after the start is on the next day.
    """

    schedule = models.ForeignKey(
        Schedule, on_delete=models.CASCADE, related_name="slots"
    )
    weekday = models.PositiveSmallIntegerField(choices=list(WEEKDAYS.items()))
    date = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(_("Starts at"))
    ends_at = models.TimeField(_("Ends at"), null=True, blank=True)

    class Meta:
        ordering = ["date", "weekday", "starts_at", "id"]
        indexes = [models.Index(fields=["weekday", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__range=(0, 6)),
                name="weekday_from_0_to_6",
                violation_error_message=_("Choose the day of the week."),
            ),
            models.UniqueConstraint(
                fields=["schedule", "weekday", "starts_at"],
                condition=Q(date=None),
                name="a_weekly_time_once",
                violation_error_message=_("This time is there already."),
            ),
            models.UniqueConstraint(
                fields=["schedule", "date", "starts_at"],
                name="a_dated_time_once",
                violation_error_message=_("This date is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date or self.get_weekday_display()} {self.starts_at}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._weekday_follows_date()
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self._weekday_follows_date()
        super().clean_fields(exclude)

    def last_day(self, day: dt.date) -> dt.date:
        """The date on which what begins on a day is over."""
        overnight = self.ends_at is not None and self.ends_at <= self.starts_at
        return day + dt.timedelta(days=1) if overnight else day

    def _weekday_follows_date(self) -> None:
        if self.date is not None:
            self.weekday = self.date.weekday()


class ScheduleBreak(models.Model):
    """A planned exception: no meetings from the first to the last date."""

    schedule = models.ForeignKey(
        Schedule, on_delete=models.CASCADE, related_name="breaks"
    )
    first_date = models.DateField(_("First date without a session"))
    last_date = models.DateField(_("Last date without a session"))

    class Meta:
        ordering = ["first_date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_date__lte=F("last_date")),
                name="break_in_order",
                violation_error_message=_(
                    "The last date is before the first. Check the dates."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_date}–{self.last_date}"
