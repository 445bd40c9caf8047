"""The append-only log, the outbox, and what forms have done already."""

import uuid
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> Self:
        return self.filter(state=Mail.State.WAITING)

    def due(self) -> Self:
        return self.waiting().filter(next_try_at__lte=timezone.now())


def new_message_id() -> str:
    """Stable: each try to send a mail carries the same one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{uuid.uuid4()}@{host}>"


class Mail(models.Model):
    """One mail to one address, as it will be sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    key = models.CharField(max_length=150, unique=True, null=True, blank=True)
    name = models.CharField(max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="mails",
    )
    address = models.EmailField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    message_id = models.CharField(max_length=120, unique=True, default=new_message_id)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self) -> str:
        return self.subject


class Receipt(models.Model):
    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="receipts",
    )
    address = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.token)
