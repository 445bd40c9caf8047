"""Who offers activities, and who may write in an organisation's name."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.transitions import move
from organisations.business_ids import validate_business_id
from regions.models import Municipality

if TYPE_CHECKING:
    from accounts.models import User


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def approved(self) -> Self:
        return self.filter(state=Organisation.State.APPROVED)

    def awaiting_review(self) -> Self:
        return self.filter(state=Organisation.State.PENDING)

    def editable_by(self, user: "User") -> Self:
        return self.filter(memberships__user=user)


class Organisation(models.Model):
    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("Association")
        CONGREGATION = "congregation", _("Religious community")
        FOUNDATION = "foundation", _("Foundation")
        COMPETENCE_CENTRE = "competence_centre", _("Competence centre")
        ADULT_EDUCATION = "adult_education", _("Adult education")
        MUNICIPALITY = "municipality", _("Municipality")
        COOPERATIVE = "cooperative", _("Cooperative")
        OTHER = "other", _("Other organisation")

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SUSPENDED = "suspended", _("Suspended")

    name = models.CharField(_("Name"), max_length=200)
    name_fi: str
    name_sv: str
    name_en: str
    description = models.TextField(
        _("About the organisation"), max_length=3000, blank=True
    )
    description_fi: str
    description_sv: str
    description_en: str
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    business_id = models.CharField(
        _("Business ID"), max_length=9, blank=True, validators=[validate_business_id]
    )
    home_municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("Home municipality"),
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    email = models.EmailField(_("Email address"), blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    website = models.URLField(_("Website"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    state_reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["business_id"],
                condition=~models.Q(business_id=""),
                name="one_organisation_for_a_business_id",
                violation_error_message=_(
                    "An organisation with this Business ID is already on Kotopolku. "
                    "Ask to join it."
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("search:organisation", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slugify(str(self.name)) or "-"

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED

    def approve(self, by: "User") -> None:
        self._move(self.State.PENDING, self.State.APPROVED, "approve", by)

    def reject(self, by: "User", reason: str) -> None:
        self._move(self.State.PENDING, self.State.REJECTED, "reject", by, reason)

    def suspend(self, by: "User", reason: str) -> None:
        """Hide the organisation and its entries at once."""
        self._move(self.State.APPROVED, self.State.SUSPENDED, "suspend", by, reason)

    def reinstate(self, by: "User") -> None:
        self._move(self.State.SUSPENDED, self.State.APPROVED, "reinstate", by)

    def _move(
        self,
        source: "Organisation.State",
        target: "Organisation.State",
        verb: str,
        by: "User",
        reason: str = "",
    ) -> None:
        move(
            self,
            verb,
            by=by,
            expect={"state": source},
            change={"state": target, "state_reason": reason},
        )


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
