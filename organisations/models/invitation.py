"""An owner asks somebody by mail to join."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import sign
from events.models import Event
from events.outbox import post
from events.transitions import move
from organisations.models.membership import Membership
from organisations.models.organisation import Organisation

if TYPE_CHECKING:
    from accounts.models import User

VALID_FOR = dt.timedelta(days=14)
PURPOSE = "invitation"


def in_two_weeks() -> dt.datetime:
    return timezone.now() + VALID_FOR


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unused(self) -> Self:
        """Neither accepted nor revoked; it may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self) -> Self:
        return self.unused().filter(expires_at__gt=timezone.now())

    def sent_today(self) -> Self:
        return self.filter(created_at__gt=timezone.now() - dt.timedelta(days=1))


class Invitation(models.Model):
    """Bound to an address, for one use."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("Email address"))
    role = models.CharField(
        _("Role"),
        max_length=6,
        choices=Membership.Role,
        default=Membership.Role.EDITOR,
    )
    language = models.CharField(
        _("Language of the invitation"),
        max_length=2,
        choices=[("fi", "suomi"), ("sv", "svenska"), ("en", "English")],
        default="fi",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="invitations_sent",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_two_weeks)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations_accepted",
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_unused_invitation_for_an_address",
                violation_error_message=_("This address has an invitation already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.organisation}"

    @property
    def token(self) -> str:
        return sign(PURPOSE, {"id": self.pk})

    @property
    def is_open(self) -> bool:
        unused = self.accepted_at is None and self.revoked_at is None
        return unused and self.expires_at > timezone.now()

    @transaction.atomic
    def send(self) -> None:
        """In place of any older one to the same address."""
        self.email = self.email.lower()
        self.organisation.hold()
        for older in self.organisation.invitations.unused().filter(email=self.email):
            older.revoke(self.invited_by)
        self.full_clean()
        self.save()
        after = {"invitation": self.pk, "role": self.role}
        Event.objects.record(
            "invite", self.organisation, by=self.invited_by, after=after
        )
        post("invitation", self.email, {"invitation": self}, language=self.language)

    def revoke(self, by: "User") -> None:
        move(
            self,
            "revoke",
            by=by,
            expect={"accepted_at": None, "revoked_at": None},
            change={"revoked_at": timezone.now()},
        )

    @transaction.atomic
    def accept(self, user: "User") -> Membership:
        """Raises StateChanged when it was used, revoked or expired meanwhile."""
        if not self.is_for(user):
            raise PermissionDenied
        now = timezone.now()
        unused = {"accepted_at": None, "revoked_at": None, "expires_at__gt": now}
        change = {"accepted_at": now, "accepted_by": user}
        move(self, "accept", by=user, expect=unused, change=change)
        return Membership.objects.admit(
            self.organisation, user, self.role, by=self.invited_by
        )

    def is_for(self, user: "User") -> bool:
        return user.email.lower() == self.email
