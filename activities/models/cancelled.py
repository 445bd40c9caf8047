"""Dates that an editor has called off."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.document import public_change
from events.models import Event
from events.transitions import StateChanged

if TYPE_CHECKING:
    from accounts.models import User


class CancelledDate(models.Model):
    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.CASCADE, related_name="cancelled_dates"
    )
    date = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    reason_fi: str
    reason_sv: str
    reason_en: str

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "date", "starts_at"],
                name="a_time_is_cancelled_once",
                violation_error_message=_("This date has been cancelled already."),
            ),
            models.UniqueConstraint(
                fields=["activity", "date"],
                condition=Q(starts_at=None),
                name="a_whole_date_is_cancelled_once",
                violation_error_message=_("This date has been cancelled already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.date}"


class CancelsDates(models.Model):
    """What an editor may do with a date at once."""

    class Meta:
        abstract = True

    @public_change
    def cancel_date(
        self,
        by: "User",
        date: dt.date,
        starts_at: dt.time | None = None,
        **reasons: str,
    ) -> CancelledDate:
        """Cancel one date (one time of it, if given); reasons: reason_fi, _sv, _en."""
        this: Any = self
        cancelled = CancelledDate(
            activity=this, date=date, starts_at=starts_at, **reasons
        )
        cancelled.full_clean()
        try:
            with transaction.atomic():
                cancelled.save()
        except IntegrityError:
            raise StateChanged(self) from None
        day = {"date": date.isoformat(), "starts_at": str(starts_at or "")}
        Event.objects.record("cancel-date", self, by=by, after=day)
        return cancelled

    @public_change
    def restore_date(
        self, by: "User", date: dt.date, starts_at: dt.time | None = None
    ) -> None:
        """Raises StateChanged when it is not cancelled."""
        this: Any = self
        found = this.cancelled_dates.filter(date=date, starts_at=starts_at)
        if not found.delete()[0]:
            raise StateChanged(self)
        day = {"date": date.isoformat(), "starts_at": str(starts_at or "")}
        Event.objects.record("restore-date", self, by=by, before=day)
