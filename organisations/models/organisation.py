"""Who offers activities: entered by one of its people, approved by a moderator."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.outbox import post
from events.public_facts import tell
from events.transitions import move
from organisations.business_ids import validate_business_id
from organisations.impartiality import refuse_own
from organisations.moderators import moderators_of
from regions.models import Municipality

if TYPE_CHECKING:
    from accounts.models import User

CONTACTS = {"email", "phone", "website"}


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def approved(self) -> Self:
        return self.filter(state=Organisation.State.APPROVED)

    def awaiting_review(self) -> Self:
        return self.filter(state=Organisation.State.PENDING)

    def known(self) -> Self:
        """What a person may find and ask to join: all but rejected ones."""
        return self.exclude(state=Organisation.State.REJECTED)

    def of(self, user: "User") -> Self:
        return self.filter(memberships__user=user)

    def editable_by(self, user: "User") -> Self:
        return self.of(user)


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
                # A rejected one may be entered again.
                condition=~Q(business_id="") & ~Q(state="rejected"),
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

    @property
    def is_closed(self) -> bool:
        """Its people may read, and change nothing."""
        return self.state in {self.State.REJECTED, self.State.SUSPENDED}

    def hold(self) -> None:
        """Let nobody else change who belongs here before this transaction ends.

        An UPDATE that changes nothing: SELECT FOR UPDATE does nothing on SQLite.
        """
        Organisation.objects.filter(pk=self.pk).update(state=F("state"))

    @transaction.atomic
    def enter(self, by: "User") -> None:
        """A new one: its owner may write at once, a moderator decides on it."""
        self.state = self.State.PENDING
        self.full_clean()
        self.save()
        Event.objects.record("enter", self, by=by, after={"state": self.state})
        self.memberships.admit(self, by, "owner", by=by)
        for moderator in moderators_of(self):
            post("organisation_new", moderator, {"organisation": self})

    @transaction.atomic
    def change_details(self, by: "User", changed: list[str]) -> None:
        """Save these columns at once; the log says which, never what they were."""
        self.full_clean()
        self.save(update_fields=changed)
        tell(Organisation, self.pk)
        contacts = sorted(CONTACTS & set(changed))
        others = sorted(set(changed) - CONTACTS)
        for verb, names in (
            ("change-organisation", others),
            ("change-contacts", contacts),
        ):
            if names:
                Event.objects.record(verb, self, by=by, after={"changed": names})

    @transaction.atomic
    def approve(self, by: "User") -> None:
        self._move(self.State.PENDING, self.State.APPROVED, "approve", by)
        self._tell("organisation_approved")

    @transaction.atomic
    def reject(self, by: "User", reason: str) -> None:
        self._move(self.State.PENDING, self.State.REJECTED, "reject", by, reason)
        self._tell("organisation_rejected")
        for request in self.join_requests.open():
            request.decline(by)
        for invitation in self.invitations.open():
            invitation.revoke(by)

    @transaction.atomic
    def suspend(self, by: "User", reason: str) -> None:
        """Hide the organisation and its entries at once."""
        self._move(self.State.APPROVED, self.State.SUSPENDED, "suspend", by, reason)
        self._tell("organisation_suspended")

    @transaction.atomic
    def reinstate(self, by: "User") -> None:
        self._move(self.State.SUSPENDED, self.State.APPROVED, "reinstate", by)
        self._tell("organisation_reinstated")

    def _tell(self, name: str) -> None:
        """A mail to each of its people, in their own language."""
        for membership in self.memberships.active():
            post(name, membership.user, {"organisation": self})

    def _move(
        self,
        source: "Organisation.State",
        target: "Organisation.State",
        verb: str,
        by: "User",
        reason: str = "",
    ) -> None:
        refuse_own(self, by)
        change: dict[str, Any] = {"state": target, "state_reason": reason}
        move(self, verb, by=by, expect={"state": source}, change=change)
        tell(Organisation, self.pk)
