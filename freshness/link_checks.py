"""Whether the addresses that entries link to still answer."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.models import Activity

# A site may be away for a day: only who fails again a week later is broken.
BROKEN_AFTER = dt.timedelta(days=6)


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def about(self, activities: Iterable[Activity]) -> Self:
        return self.filter(activity__in=activities)

    def broken(self) -> Self:
        """Failed twice or more, about a week apart."""
        return self.filter(
            failing_since__isnull=False,
            checked_at__gte=models.F("failing_since") + BROKEN_AFTER,
        )


class LinkCheck(models.Model):
    """The last check of one address of an entry; the address itself is not kept."""

    class Field(models.TextChoices):
        WEBSITE = "website", _("Website of the activity")
        REGISTRATION = "registration_url", _("Address for signing up")
        ONLINE = "online_url", _("Join online")
        ORGANISATION = "organisation", _("Website of the organisation")

    class Result(models.TextChoices):
        WORKS = "works", pgettext_lazy("link", "Works")
        MISSING = "missing", _("The page is not there any more")
        FAILS = "fails", _("The site answers with an error")
        SILENT = "silent", _("The site does not answer")
        REFUSED = "refused", _("The address cannot be checked")

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="link_checks"
    )
    field = models.CharField(max_length=20, choices=Field)
    url_hash = models.CharField(max_length=64)
    result = models.CharField(max_length=8, choices=Result)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    checked_at = models.DateTimeField(default=timezone.now)
    failing_since = models.DateTimeField(null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["activity", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "field"], name="one_check_of_a_link"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.field}: {self.result}"
