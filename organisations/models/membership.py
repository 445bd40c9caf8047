"""Who may write in an organisation's name, and who decides about that."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.outbox import post
from events.transitions import StateChanged
from organisations.models.organisation import Organisation
from organisations.moderators import moderators_of

if TYPE_CHECKING:
    from accounts.models import User


class LastOwner(Exception):  # noqa: N818 - says what is the matter, as DoesNotExist
    """Nobody would own the organisation: a successor has to be named first."""


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        """Of people who can sign in."""
        return self.filter(user__is_active=True).select_related("user").order_by("pk")

    def owners(self) -> Self:
        return self.active().filter(role=Membership.Role.OWNER)

    def successors_of(self, membership: "Membership") -> Self:
        """The others in the organisation who could own it."""
        here = self.active().filter(organisation=membership.organisation)
        return here.exclude(pk=membership.pk)

    @transaction.atomic
    def admit(
        self, organisation: Organisation, user: "User", role: str, *, by: "User"
    ) -> "Membership":
        """Make somebody a member; who is one already keeps the higher role."""
        organisation.hold()
        found, new = Membership.objects.get_or_create(
            organisation=organisation, user=user, defaults={"role": role}
        )
        if new:
            after = {"user": user.pk, "role": role}
            Event.objects.record("join", organisation, by=by, after=after)
        elif role == Membership.Role.OWNER != found.role:
            found._set_role(by, role)
        for request in organisation.join_requests.open().filter(user=user):
            request.settle(by)
        return found


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        EDITOR = "editor", _("Editor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("Role"), max_length=6, choices=Role, default=Role.EDITOR)
    since = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="one_membership_for_a_user_in_an_organisation",
                violation_error_message=_(
                    "This person is already a member of the organisation."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role}): {self.organisation}"

    @property
    def is_owner(self) -> bool:
        return self.role == self.Role.OWNER

    @property
    def is_last_owner(self) -> bool:
        owners = self.organisation.memberships.owners()
        return self.is_owner and not owners.exclude(pk=self.pk).exists()

    @transaction.atomic
    def change_role(
        self, by: "User", role: str, successor: "Membership | None" = None
    ) -> None:
        """Raises LastOwner where nobody would own the organisation any more."""
        self._begin(by, owners_only=True)
        if role != self.Role.OWNER:
            self._leave_an_owner(by, successor)
        self._set_role(by, role)

    @transaction.atomic
    def remove(self, by: "User", successor: "Membership | None" = None) -> None:
        """Somebody goes, or is made to go. Raises LastOwner as `change_role` does."""
        left = by == self.user
        self._begin(by, owners_only=not left)
        self._leave_an_owner(by, successor)
        self._end("leave" if left else "remove-member", by)
        if not left:
            context = {"organisation": self.organisation}
            post("organisation_removed", self.user, context)

    @transaction.atomic
    def end_with_account(self) -> None:
        """Its person closes their account; nobody may be left, and moderators hear so.

        Raises LastOwner where another member could own the organisation.
        """
        self._begin(self.user, owners_only=False)
        left = Membership.objects.successors_of(self).exists()
        if left:
            self._leave_an_owner(self.user, None)
        self._end("leave", self.user)
        if not left:
            for moderator in moderators_of(self.organisation, but=self.user):
                context = {"organisation": self.organisation}
                post("organisation_left", moderator, context)

    def _end(self, verb: str, by: "User") -> None:
        if not Membership.objects.filter(pk=self.pk).delete()[0]:
            raise StateChanged(self)
        before = {"user": self.user_id, "role": self.role}
        Event.objects.record(verb, self.organisation, by=by, before=before)

    def _begin(self, by: "User", *, owners_only: bool) -> None:
        """Look at who is who now, and let nobody change it meanwhile.

        Two owners who remove each other at once would otherwise both succeed.
        """
        self.organisation.hold()
        try:
            self.refresh_from_db(fields=["role"])
        except Membership.DoesNotExist:
            raise StateChanged(self) from None
        owners = self.organisation.memberships.owners()
        if owners_only and not owners.filter(user=by).exists():
            raise PermissionDenied

    def _leave_an_owner(self, by: "User", successor: "Membership | None") -> None:
        if not self.is_last_owner:
            return
        heirs = Membership.objects.successors_of(self)
        heir = heirs.filter(pk=successor.pk).first() if successor else None
        if heir is None:
            raise LastOwner
        heir._set_role(by, self.Role.OWNER)

    def _set_role(self, by: "User", role: str) -> None:
        if role == self.role:
            return
        before = {"user": self.user_id, "role": self.role}
        after = {"user": self.user_id, "role": role}
        Membership.objects.filter(pk=self.pk).update(role=role)
        self.role = role
        Event.objects.record(
            "change-role", self.organisation, by=by, before=before, after=after
        )
        if by != self.user:
            post("organisation_role", self.user, {"membership": self})
