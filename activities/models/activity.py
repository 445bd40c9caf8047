"""The identity of an entry, and the facts of it that never wait for approval."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.models.cancelled import CancelsDates
from activities.models.choices import Kind
from activities.models.contacts import Contacts
from activities.models.document import public_change
from activities.models.schedule import Schedule
from activities.models.taken_down import TakenDown
from activities.models.version import Version
from events.transitions import move
from organisations.models import Organisation

if TYPE_CHECKING:
    from accounts.models import User

UNCONFIRMED_AFTER = dt.timedelta(days=30)
HIDDEN_AFTER = dt.timedelta(days=60)
ENDED_SHOWN_FOR = dt.timedelta(days=90)


class ActivityQuerySet(models.QuerySet["Activity"]):
    """`today` is always the date in Europe/Helsinki when the query runs."""

    def published(self) -> Self:
        """Has a public page: an approved version of an approved organisation."""
        return self.filter(
            public_version__isnull=False,
            organisation__state=Organisation.State.APPROVED,
            taken_down_at=None,
        )

    def documented(self) -> Self:
        """Published and not withdrawn: what the search has a document of. Whether it
        is listed, the clock decides.
        """
        return self.published().filter(withdrawn_at=None)

    def public(self) -> Self:
        """What may be listed: published, and neither withdrawn, hidden nor ended."""
        return self.documented().checked().not_ended()

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def checked(self) -> Self:
        return self.filter(check_due_on__gte=timezone.localdate() - HIDDEN_AFTER)

    def overdue(self) -> Self:
        return self.filter(check_due_on__lt=timezone.localdate())

    def not_ended(self) -> Self:
        schedules = Schedule.objects.filter(version=OuterRef("public_version"))
        return self.filter(Exists(schedules.going_on()) | ~Exists(schedules))

    def offered_by(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)

    def editable_by(self, user: "User") -> Self:
        return self.filter(organisation__memberships__user=user)

    def newest_first(self) -> Self:
        return self.order_by(F("published_at").desc(nulls_last=True), "id")

    def with_card(self) -> Self:
        """Everything that a card draws, in a fixed number of queries."""
        version = "public_version__"
        return self.select_related("organisation", "public_version").prefetch_related(
            "cancelled_dates",
            f"{version}languages",
            f"{version}interpreted_languages",
            f"{version}target_groups",
            f"{version}municipalities",
            f"{version}schedules__slots",
            f"{version}schedules__breaks",
        )

    def with_page(self) -> Self:
        """What a card has, and what only the page of the entry draws."""
        version = "public_version__"
        return self.with_card().prefetch_related(
            f"{version}themes",
            f"{version}formats",
            f"{version}short_texts__language",
            f"{version}municipalities__region",
        )

    def with_document(self) -> Self:
        """What a card has, and what only the search asks for."""
        version = "public_version__"
        return self.with_card().prefetch_related(
            f"{version}themes",
            f"{version}formats",
            f"{version}municipalities__region",
        )

    def similar_to(self, activity: "Activity") -> Self:
        """Those that share a theme or format, the nearest and most alike first."""
        version = activity.published_version
        towns = version.municipalities.all()
        here = Version.objects.filter(municipalities__in=towns)
        around = Version.objects.filter(
            municipalities__region__in=towns.values("region")
        )
        alike = Version.objects.filter(
            Q(themes__in=version.themes.all()) | Q(formats__in=version.formats.all())
        )
        nearness = Case(
            When(public_version__in=here.values("pk"), then=0),
            When(public_version__in=around.values("pk"), then=1),
            When(Q(public_version__nationwide=True), then=2),
            When(Q(public_version__online=True), then=2),
            default=3,
            output_field=IntegerField(),
        )
        found = self.of_kind(activity.kind).exclude(pk=activity.pk)
        return found.filter(public_version__in=alike.values("pk")).order_by(
            nearness, "-checked_on", "pk"
        )


class Activity(CancelsDates, Contacts, TakenDown):
    class Interval(models.IntegerChoices):
        THREE = 3, _("Every three months")
        SIX = 6, _("Every six months")
        TWELVE = 12, _("Every twelve months")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="activities"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ACTIVITY)
    public_version = models.OneToOneField(
        Version,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="public_for",
    )
    check_interval = models.PositiveSmallIntegerField(
        _("How often do you check the details?"),
        choices=Interval,
        default=Interval.SIX,
    )
    checked_on = models.DateField(null=True, blank=True)
    check_due_on = models.DateField(null=True, blank=True, db_index=True)
    full = models.BooleanField(_("Full"), default=False)
    break_until = models.DateField(_("On a break until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(public_version=None)
                | Q(checked_on__isnull=False, check_due_on__isnull=False),
                name="a_public_activity_was_checked",
                violation_error_message=_("Say when the details were checked."),
            )
        ]

    def __str__(self) -> str:
        return str(self.public_version or self.pk)

    def get_absolute_url(self) -> str:
        name = "training" if self.kind == Kind.TRAINING else "detail"
        return reverse(f"activities:{name}", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """Of the title in the active language, or of the one that it falls back to."""
        title = self.public_version.title if self.public_version else ""
        return slugify(str(title))[:80].strip("-") or get_language() or "-"

    @property
    def published_version(self) -> Version:
        """The public version of what has one. Raises Version.DoesNotExist."""
        if self.public_version is None:
            raise Version.DoesNotExist(f"Activity {self.pk} was never public.")
        return self.public_version

    @property
    def is_on_break(self) -> bool:
        return self.break_until is not None and self.break_until >= timezone.localdate()

    @property
    def is_unconfirmed(self) -> bool:
        return self._overdue_by(UNCONFIRMED_AFTER)

    @property
    def is_hidden(self) -> bool:
        return self._overdue_by(HIDDEN_AFTER)

    @property
    def ended_on(self) -> dt.date | None:
        """The last day, when all its schedules are over; None when it goes on."""
        if self.public_version is None:
            return None
        ends = [schedule.last_date for schedule in self.public_version.schedules.all()]
        known = [end for end in ends if end is not None]
        if not ends or len(known) < len(ends):
            return None
        return max(known) if max(known) < timezone.localdate() else None

    @public_change
    def publish(self, version: Version, by: "User") -> None:
        """Point to an approved version. Called by `Version.approve` alone."""
        submitted = timezone.localdate(version.submitted_at)
        checked_on = max(self.checked_on or submitted, submitted)
        move(
            self,
            "publish",
            by=by,
            expect={"public_version": self.public_version},
            change={
                "public_version": version,
                "checked_on": checked_on,
                "check_due_on": self._due_after(checked_on),
                "published_at": self.published_at or timezone.now(),
            },
        )

    @public_change
    def confirm(self, by: "User") -> None:
        """An editor says that everything is still right today."""
        today = timezone.localdate()
        due = self._due_after(today)
        self._change("confirm", by, {"checked_on": today, "check_due_on": due})

    @public_change
    def set_interval(self, by: "User", months: int) -> None:
        """How often the details are checked; the next check moves with it."""
        later = relativedelta(months=months)
        due = self.checked_on + later if self.checked_on else None
        change = {"check_interval": months, "check_due_on": due}
        self._change("set-interval", by, change)

    @public_change
    def set_full(self, by: "User", full: bool) -> None:
        self._change("set-full", by, {"full": full})

    @public_change
    def set_break(self, by: "User", until: dt.date | None) -> None:
        self._change("set-break", by, {"break_until": until})

    @public_change
    def withdraw(self, by: "User") -> None:
        change = {"withdrawn_at": timezone.now()}
        self._change("withdraw", by, change, expect={"withdrawn_at": None})

    @public_change
    def bring_back(self, by: "User") -> None:
        expect = {"withdrawn_at__isnull": False}
        self._change("bring-back", by, {"withdrawn_at": None}, expect)

    def _change(
        self,
        verb: str,
        by: "User",
        change: dict[str, Any],
        expect: dict[str, Any] | None = None,
    ) -> None:
        move(self, verb, by=by, expect=expect or {}, change=change)

    def _due_after(self, checked_on: dt.date) -> dt.date:
        return checked_on + relativedelta(months=self.check_interval)

    def _overdue_by(self, margin: dt.timedelta) -> bool:
        due = self.check_due_on
        return due is not None and due < timezone.localdate() - margin
