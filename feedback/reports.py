"""A mistake in an entry, as a visitor reports it and its people answer."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.models import Activity, Version
from activities.notices import people_of
from events.models import Event
from events.outbox import post
from events.transitions import move
from feedback.routing import areas_of, moderators_of
from regions.models import ModerationArea

if TYPE_CHECKING:
    from accounts.models import User

ESCALATED_AFTER = dt.timedelta(days=7)
ADDRESS_KEPT_FOR = dt.timedelta(days=30)
# They may name people. What kind of mistake it was stays.
TEXTS_KEPT_FOR = dt.timedelta(days=365)
LONGEST_TEXT = 1000


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(state=Report.State.OPEN)

    def about(self, activities: Iterable[Activity]) -> Self:
        return self.filter(activity__in=activities)

    def for_moderators(self) -> Self:
        """Open ones that nobody answered in time, or that moderators see at once."""
        return self.open().filter(escalated_at__isnull=False)

    def in_areas(self, areas: Iterable[ModerationArea]) -> Self:
        """Of entries held there; nationwide and online ones by the home of who runs."""
        here = list(areas)
        held = Version.municipalities.through.objects.filter(
            version=OuterRef("activity__public_version")
        )
        by_home = Q(activity__public_version__nationwide=True) | ~Exists(held)
        at_home = Q(activity__organisation__home_municipality__areas__in=here)
        return self.filter(
            (by_home & at_home)
            | (~by_home & Exists(held.filter(municipality__areas__in=here)))
        ).distinct()

    def unanswered(self) -> Self:
        """Open for so long that the moderators should see them."""
        since = timezone.now() - ESCALATED_AFTER
        return self.open().filter(escalated_at=None, created_at__lte=since)

    def forget_addresses(self) -> int:
        """Delete the reporters' addresses once nobody needs them any more."""
        closed_before = timezone.now() - ADDRESS_KEPT_FOR
        done = self.filter(closed_at__lte=closed_before)
        return done.exclude(email="").update(email="")

    def forget_texts(self) -> int:
        """Empty what was written in reports, and in answers to them, long ago."""
        done = self.filter(closed_at__lte=timezone.now() - TEXTS_KEPT_FOR)
        return done.exclude(text="", answer_text="").update(text="", answer_text="")


class Report(models.Model):
    class Reason(models.TextChoices):
        TIME = "time", _("The time is wrong")
        PLACE = "place", _("The place is wrong")
        CONTACT = "contact", _("I cannot reach anyone")
        FULL = "full", _("The group is full")
        ENDED = "ended", _("The activity has ended")
        NOT_WELCOME = "not-welcome", _("I was not let in")
        RULES = "rules", _("It does not belong on Kotopolku")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("report", "Waiting for an answer")
        ANSWERED = "answered", pgettext_lazy("report", "Answered")
        CLOSED = "closed", pgettext_lazy("report", "Closed")

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", pgettext_lazy("report", "Corrected")
        RIGHT = "right", _("It is right as it is")

    # They say something about the organiser, who should not be the only one to see it.
    AT_ONCE = (Reason.NOT_WELCOME, Reason.RULES)
    NEED_WORDS = (Reason.NOT_WELCOME, Reason.RULES, Reason.OTHER)

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="reports"
    )
    reason = models.CharField(_("What is wrong?"), max_length=12, choices=Reason)
    text = models.TextField(
        _("Tell us more"),
        max_length=LONGEST_TEXT,
        validators=[MaxLengthValidator(LONGEST_TEXT)],
        blank=True,
        help_text=_(
            "Do not write your personal identity code or information about your health."
        ),
    )
    email = models.EmailField(
        _("Your email address, if you want an answer"), blank=True
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    answer_text = models.TextField(
        _("Your answer"),
        max_length=LONGEST_TEXT,
        validators=[MaxLengthValidator(LONGEST_TEXT)],
        blank=True,
    )
    created_at = models.DateTimeField(default=timezone.now)
    escalated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["state", "created_at"])]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.activity}"

    def clean(self) -> None:
        if self.reason in self.NEED_WORDS and not self.text.strip():
            raise ValidationError({"text": _("Write a few words about it.")})

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @transaction.atomic
    def send(self) -> None:
        """Save a new one, and tell the people of the entry."""
        self.full_clean()
        self.save()
        what = {"activity": self.activity_id, "reason": self.reason}
        Event.objects.record("report", self, after=what)
        editors = people_of(self.activity, self.activity.public_version)
        for user in editors:
            self._mail("report_received", user)
        if not editors or self.reason in self.AT_ONCE:
            self.escalate()

    @transaction.atomic
    def escalate(self) -> None:
        """Show it to the moderators of the entry's areas, and tell them."""
        self._move(
            "escalate", escalated_at=timezone.now(), expect={"escalated_at": None}
        )
        for user in moderators_of(areas_of(self.activity)):
            self._mail("report_unanswered", user)

    @transaction.atomic
    def answer(
        self, by: "User", text: str = "", outcome: str = Outcome.CORRECTED
    ) -> None:
        """Say what was done; who reported it gets a mail if they left an address."""
        self._finish("answer-report", by, self.State.ANSWERED, outcome=outcome)
        # Not in the log: it holds no free text.
        self.answer_text = text
        self.full_clean()
        self.save(update_fields=["answer_text"])
        if self.email:
            post(
                "report_answered",
                self.email,
                {"report": self, "activity": self.activity},
                key=f"report-answered-{self.pk}",
                language=self.language,
            )

    def close(self, by: "User") -> None:
        """Without an answer, as for a bad joke."""
        self._finish("close-report", by, self.State.CLOSED)

    def _finish(self, verb: str, by: "User", state: str, **change: Any) -> None:
        self._move(verb, by=by, state=state, closed_at=timezone.now(), **change)

    def _move(
        self,
        verb: str,
        *,
        by: "User | None" = None,
        expect: dict[str, Any] | None = None,
        **change: Any,
    ) -> None:
        open_one = {"state": self.State.OPEN} | (expect or {})
        move(self, verb, by=by, expect=open_one, change=change)

    def _mail(self, name: str, user: "User") -> None:
        context = {"report": self, "activity": self.activity}
        post(name, user, context, key=f"{name}-{self.pk}-{user.pk}")
