"""How often entries were viewed, by day, as the log of views says."""

from django.db import models
from django.utils import timezone

from activities.models import Activity


class ViewCount(models.Model):
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="view_counts"
    )
    date = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-date", "activity"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "date"], name="views_of_an_activity_on_a_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.date}: {self.count}"


class CountedLog(models.Model):
    """A renamed log whose lines are in the counts: it is not counted again."""

    name = models.CharField(max_length=100, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
