"""The append-only log, the outbox, and what forms have done already."""

import uuid
from datetime import datetime, timedelta
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


# What begins a `last_error` when the server, not the mail, was at fault.
AWAY = "No mail server: "
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=24)
# After this an administrator is told, and after that nobody waits for the mail.
TOO_LONG, GIVE_UP = timedelta(hours=24), timedelta(days=5)


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> Self:
        return self.filter(state=Mail.State.WAITING)

    def sent(self) -> Self:
        return self.filter(state=Mail.State.SENT)

    def failed(self) -> Self:
        return self.filter(state=Mail.State.FAILED)

    def settled(self) -> Self:
        return self.exclude(state=Mail.State.WAITING)

    def due(self) -> Self:
        """Longest waiting first; not those that somebody sends at this moment."""
        return self.waiting().filter(next_try_at__lte=timezone.now()).order_by("id")

    def overdue(self) -> Self:
        return self.waiting().filter(created_at__lte=timezone.now() - TOO_LONG)

    def failed_since(self, moment: datetime) -> Self:
        return self.failed().filter(next_try_at__gt=moment)

    def about_others(self) -> Self:
        """Without those that tell administrators about mail."""
        return self.exclude(name__startswith="admin_mail_")

    def claim(self, mail_id: int, how_long: timedelta) -> "Mail | None":
        """The mail if it is due, and nobody else's until the time has passed.

        One conditional UPDATE: of two workers one hits the row. A worker that dies
        leaves a claim that ends by itself.
        """
        claimed = self.due().order_by().filter(pk=mail_id)
        until = timezone.now() + how_long
        if not claimed.update(
            next_try_at=until, tries=models.F("tries") + 1, last_error=""
        ):
            return None
        return self.get(pk=mail_id)

    def hurry(self) -> None:
        """Make due what waits only because the server was away, now that it is not."""
        away = self.waiting().filter(last_error__startswith=AWAY)
        # Asked after every mail: looking is cheaper than writing nothing.
        if away.exists():
            away.update(next_try_at=timezone.now())


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
    # While somebody sends it: when the claim ends. Given up: since when.
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

    def mark_sent(self) -> None:
        Mail.objects.filter(pk=self.pk).update(
            state=Mail.State.SENT, sent_at=timezone.now(), last_error=""
        )

    def try_later(self, error: str) -> None:
        """After one minute, then two, four … and for some days."""
        if timezone.now() - self.created_at >= GIVE_UP:
            self.give_up(error)
            return
        doublings = min(self.tries - 1, 20)
        wait = min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
        Mail.objects.waiting().filter(pk=self.pk).update(
            next_try_at=timezone.now() + wait, last_error=error[:300]
        )

    def give_up(self, error: str) -> None:
        Mail.objects.waiting().filter(pk=self.pk).update(
            state=Mail.State.FAILED,
            next_try_at=timezone.now(),
            last_error=error[:300],
        )


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
