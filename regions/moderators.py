"""Who moderates which area, and when they are away."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ModeratorAssignmentQuerySet(models.QuerySet["ModeratorAssignment"]):
    def in_force(self) -> Self:
        """Of areas of the division in force, for people who may sign in."""
        return self.filter(
            area__division=settings.MODERATION_DIVISION,
            area__active=True,
            user__is_active=True,
        )

    def present(self) -> Self:
        """Of those who are not away today, in Europe/Helsinki."""
        today = timezone.localdate()
        away = Absence.objects.filter(first_date__lte=today, last_date__gte=today)
        return self.exclude(user__in=away.values("user"))


class ModeratorAssignment(models.Model):
    """A user moderates an area; a deputy stands in while its others are away."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("moderator"),
    )
    area = models.ForeignKey(
        "regions.ModerationArea",
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("moderation area"),
    )
    deputy = models.BooleanField(_("deputy"), default=False)
    since = models.DateTimeField(auto_now_add=True)

    objects = ModeratorAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("area", "deputy", "id")
        verbose_name = _("moderator of an area")
        verbose_name_plural = _("moderators of areas")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "area"),
                name="regions_moderatorassignment_once",
                violation_error_message=_("This person moderates the area already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.area}"


class Absence(models.Model):
    """A moderator is away from the first to the last date."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences"
    )
    first_date = models.DateField(_("First day away"))
    last_date = models.DateField(_("Last day away"))

    class Meta:
        ordering = ("first_date", "id")
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = (
            models.CheckConstraint(
                condition=Q(first_date__lte=F("last_date")),
                name="regions_absence_in_order",
                violation_error_message=_(
                    "The last date is before the first. Check the dates."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.first_date}–{self.last_date}"
