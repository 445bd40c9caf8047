"""The append-only log: who did what to which object, when, before and after."""

from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

UNCHANGEABLE = "An event is never changed."
UNREMOVABLE = "An event is never removed."


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, target: models.Model) -> Self:
        return self.filter(
            target_type=target._meta.label_lower, target_id=str(target.pk)
        )

    def record(
        self,
        verb: str,
        target: models.Model,
        *,
        by: models.Model | None = None,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> "Event":
        """Write one event, in the transaction of the change that it tells about.

        `before` and `after` hold states, pointers and ids, never contact details.
        """
        return self.create(
            verb=verb,
            actor_id=by.pk if by else None,
            target_type=target._meta.label_lower,
            target_id=str(target.pk),
            before=before or {},
            after=after or {},
        )

    def update(self, **values: Any) -> int:
        raise TypeError(UNCHANGEABLE)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(UNREMOVABLE)


class Event(models.Model):
    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    verb = models.SlugField(max_length=40)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["target_type", "target_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type} {self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError(UNCHANGEABLE)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(UNREMOVABLE)
