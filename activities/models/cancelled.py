"""Dates that an editor has called off."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


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
