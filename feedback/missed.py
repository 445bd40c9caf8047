"""What people looked for and did not find."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regions.models import Municipality

LONGEST_WISH = 500
LONGEST_QUERY = 1000
# Nobody needs to know after that what one person once missed.
KEPT_FOR = dt.timedelta(days=365)


class MissedQuerySet(models.QuerySet["Missed"]):
    def untold(self) -> Self:
        return self.filter(told_at=None)

    def before(self, moment: dt.datetime) -> Self:
        return self.filter(created_at__lt=moment)

    def old(self) -> Self:
        return self.filter(created_at__lt=timezone.now() - KEPT_FOR)


class Missed(models.Model):
    what = models.TextField(
        _("What did you look for?"),
        max_length=LONGEST_WISH,
        validators=[MaxLengthValidator(LONGEST_WISH)],
        help_text=_(
            "Do not write your personal identity code or information about your health."
        ),
    )
    where = models.CharField(
        _("Where?"),
        max_length=100,
        blank=True,
        help_text=_("For example a municipality, or online"),
    )
    in_language = models.CharField(_("In which language?"), max_length=100, blank=True)
    # Of the search that found nothing.
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    municipality = models.ForeignKey(
        Municipality,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="missed",
    )
    created_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = MissedQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "missed"

    def __str__(self) -> str:
        return self.what[:80]
