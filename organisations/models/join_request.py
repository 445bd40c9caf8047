"""Somebody asks to join: an owner decides, or else a moderator. It never strands."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event
from events.outbox import post
from events.transitions import move
from organisations.models.membership import Membership
from organisations.models.organisation import Organisation
from organisations.moderators import administrators, moderators_of
from regions.models import ModeratorAssignment

if TYPE_CHECKING:
    from accounts.models import User

REMINDED_AFTER = dt.timedelta(days=3)
HANDED_OVER_AFTER = dt.timedelta(days=7)
# After they were asked; moderators have at least a week of their own.
ADMINISTRATORS_AFTER = dt.timedelta(days=14)
MODERATORS_HAVE = dt.timedelta(days=7)


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def open(self) -> Self:
        return self.filter(state=JoinRequest.State.ASKED)

    def handed_over(self) -> Self:
        return self.open().exclude(handed_over_at=None)

    def without_owner(self) -> Self:
        """Open ones that no owner can decide."""
        owners = Membership.objects.owners().order_by()
        here = owners.filter(organisation=OuterRef("organisation"))
        suspended = Q(organisation__state=Organisation.State.SUSPENDED)
        return self.open().filter(suspended | ~Exists(here))

    def for_moderators(self) -> Self:
        """What the moderators of the home areas decide."""
        either = Q(pk__in=self.without_owner().values("pk"))
        return self.open().filter(either | Q(handed_over_at__isnull=False))

    def decidable_by(self, user: "User") -> Self:
        """By an owner; by a moderator of the home area, or an administrator, in turn.

        Nobody moderates an organisation that they belong to, or their own request.
        """
        owned = Membership.objects.owners().order_by().filter(user=user)
        by_owner = Q(organisation__in=owned.values("organisation")) & ~Q(
            organisation__state=Organisation.State.SUSPENDED
        )
        areas = ModeratorAssignment.objects.in_force().filter(user=user).values("area")
        moderated = self.for_moderators().exclude(organisation__memberships__user=user)
        if not user.is_superuser:
            home = Q(organisation__home_municipality__areas__in=areas)
            moderated = moderated.filter(home)
        by_moderator = Q(pk__in=moderated.order_by().values("pk"))
        return self.open().exclude(user=user).filter(by_owner | by_moderator)

    def to_remind(self) -> Self:
        return self._waiting_since(REMINDED_AFTER).filter(
            reminded_at=None, handed_over_at=None
        )

    def to_hand_over(self) -> Self:
        late = Q(pk__in=self._waiting_since(HANDED_OVER_AFTER).values("pk"))
        alone = Q(pk__in=self.without_owner().values("pk"))
        return self.open().filter(late | alone, handed_over_at=None)

    def to_tell_administrators(self) -> Self:
        return self._waiting_since(ADMINISTRATORS_AFTER).filter(
            handed_over_at__lte=timezone.now() - MODERATORS_HAVE,
            administrators_told_at=None,
        )

    def _waiting_since(self, time: dt.timedelta) -> Self:
        return self.open().filter(asked_at__lte=timezone.now() - time)


class JoinRequest(models.Model):
    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="join_requests"
    )
    message = models.TextField(_("Message to the owners"), max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="join_requests_decided",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=500, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    administrators_told_at = models.DateTimeField(null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(state="asked"),
                name="one_open_join_request_of_a_user_to_an_organisation",
                violation_error_message=_(
                    "You have asked already. You will get an email when they answer."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.organisation}"

    def clean(self) -> None:
        members = Membership.objects.filter(organisation=self.organisation)
        if self._state.adding and members.filter(user=self.user).exists():
            raise ValidationError(_("You are already a member of this organisation."))

    @transaction.atomic
    def ask(self) -> None:
        """Tells the owners, or the moderators at once where no owner is active."""
        self.full_clean()
        self.save(force_insert=True)
        after = {"state": self.state, "organisation": self.organisation_id}
        Event.objects.record("ask", self, by=self.user, after=after)
        if JoinRequest.objects.without_owner().filter(pk=self.pk).exists():
            self.hand_over(told=True)
        else:
            self._tell_owners("join_asked")

    @transaction.atomic
    def accept(self, by: "User", role: str = Membership.Role.EDITOR) -> None:
        self._decide("accept", self.State.ACCEPTED, by)
        Membership.objects.admit(self.organisation, self.user, role, by=by)
        post("join_accepted", self.user, self._context())

    @transaction.atomic
    def decline(self, by: "User", reason: str = "") -> None:
        """The reason is for the person who asked, and not for the log."""
        self._decide("decline", self.State.DECLINED, by)
        self.reason = reason
        self.save(update_fields=["reason"])
        post("join_declined", self.user, self._context())

    def withdraw(self, by: "User") -> None:
        self._decide("withdraw", self.State.WITHDRAWN, by)

    def settle(self, by: "User") -> None:
        """Its person became a member in another way."""
        self._decide("accept", self.State.ACCEPTED, by)

    @transaction.atomic
    def remind(self) -> None:
        self._note("remind", "reminded_at")
        self._tell_owners("join_reminder")

    @transaction.atomic
    def hand_over(self, *, told: bool = False) -> None:
        """From the owners to the moderators of the home area."""
        self._note("hand-over", "handed_over_at")
        for moderator in moderators_of(self.organisation, but=self.user):
            post("join_handed_over", moderator, self._context())
        if not told:
            post("join_delayed", self.user, self._context())

    @transaction.atomic
    def tell_administrators(self) -> None:
        self._note("tell-administrators", "administrators_told_at")
        for administrator in administrators():
            post("join_handed_over", administrator, self._context())
        post("join_delayed", self.user, self._context())

    def _context(self) -> dict[str, Any]:
        """In one line: a mail makes a button of an address that stands alone."""
        return {
            "join_request": self,
            "organisation": self.organisation,
            "message": " ".join(self.message.split()),
            "reason": " ".join(self.reason.split()),
        }

    def _tell_owners(self, name: str) -> None:
        for membership in self.organisation.memberships.owners():
            post(name, membership.user, self._context())

    def _decide(self, verb: str, state: str, by: "User") -> None:
        change = {"state": state, "decided_by": by, "decided_at": timezone.now()}
        move(self, verb, by=by, expect={"state": self.State.ASKED}, change=change)

    def _note(self, verb: str, column: str) -> None:
        """Once: raises StateChanged the second time, with nothing sent."""
        expect = {"state": self.State.ASKED, column: None}
        move(self, verb, by=None, expect=expect, change={column: timezone.now()})
