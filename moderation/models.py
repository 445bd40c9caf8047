"""Who reviews what, who follows what, and the reasons that are given often."""

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from events.models import Event
from regions.models import ModerationArea

if TYPE_CHECKING:
    from accounts.models import User

CLAIM_LASTS = dt.timedelta(days=1)
INVITATION_LASTS = dt.timedelta(days=14)
LANGUAGES = ("fi", "sv", "en")


class TakenError(Exception):
    """Somebody else is reviewing it already."""

    def __init__(self, claim: "Claim") -> None:
        super().__init__(f"{claim} is taken")
        self.claim = claim


class ClaimQuerySet(models.QuerySet["Claim"]):
    def in_force(self) -> Self:
        return self.filter(at__gt=timezone.now() - CLAIM_LASTS)

    def of(self, target: models.Model) -> Self:
        return self.filter(target_type=target._meta.label_lower, target_id=target.pk)

    def take(self, target: models.Model, by: "User") -> "Claim":
        """The first to ask has it. Raises TakenError with the claim of another."""
        with transaction.atomic():
            now = timezone.now()
            self.of(target).filter(at__lte=now - CLAIM_LASTS).delete()
            claim, new = self.get_or_create(
                target_type=target._meta.label_lower,
                target_id=target.pk,
                defaults={"by": by},
            )
            if new:
                Event.objects.record("start-review", target, by=by)
        if claim.by_id != by.pk:
            raise TakenError(claim)
        return claim

    def release(self, target: models.Model, by: "User") -> bool:
        """Give back one's own; an administrator may give back anybody's."""
        claims = self.of(target)
        mine = claims if by.is_superuser else claims.filter(by=by)
        with transaction.atomic():
            gone, _rows = mine.delete()
            if gone:
                Event.objects.record("release", target, by=by)
        return bool(gone)


class Claim(models.Model):
    """Somebody reviews a thing that waits; others see who, and leave it to them."""

    target_type = models.CharField(max_length=60)
    target_id = models.PositiveBigIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id"], name="taken_by_one_moderator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.target_type} {self.target_id}: {self.by}"


class HandOver(models.Model):
    """What waited too long since this time was given to more people, once."""

    target_type = models.CharField(max_length=60)
    target_id = models.PositiveBigIntegerField()
    since = models.DateTimeField()
    at = models.DateTimeField(default=timezone.now)
    administrators_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id", "since"],
                name="handed_over_once_for_each_time_it_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.target_type} {self.target_id}"


class Follow(models.Model):
    """A moderator is told by mail of what happens to an entry after `told_until`."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="follows"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    told_until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "user"], name="followed_once_by_a_moderator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.activity_id}"


class ReasonTemplateQuerySet(models.QuerySet["ReasonTemplate"]):
    def active(self) -> Self:
        return self.filter(active=True)


class ReasonTemplate(models.Model):
    """A reason that is given often; each editor reads it in their own language."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_fi: str
    name_sv: str
    name_en: str
    text = models.TextField(_("text"), max_length=1000)
    text_fi: str
    text_sv: str
    text_en: str
    order = models.PositiveIntegerField(_("order"), default=0)
    active = models.BooleanField(_("in use"), default=True)

    objects: ClassVar[models.Manager["ReasonTemplate"]] = (
        ReasonTemplateQuerySet.as_manager()
    )

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")

    def __str__(self) -> str:
        return str(self.name)

    def texts(self) -> dict[str, str]:
        return {code: getattr(self, f"text_{code}") for code in LANGUAGES}


class ModeratorInvitationQuerySet(models.QuerySet["ModeratorInvitation"]):
    def unused(self) -> Self:
        return self.filter(used_at=None, withdrawn_at=None)


class ModeratorInvitation(models.Model):
    """An administrator asks somebody to moderate; the signed link is in the mail."""

    email = models.EmailField(_("Email address"))
    areas = models.ManyToManyField(
        ModerationArea, verbose_name=_("Areas"), related_name="+"
    )
    deputy = models.BooleanField(_("Deputy"), default=False)
    language = models.CharField(
        _("Language of the message"),
        max_length=2,
        choices=[("fi", "suomi"), ("sv", "svenska"), ("en", "English")],
        default="fi",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ModeratorInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.email
