"""Who is reminded of the entries of an organisation: always somebody, if it has one."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activities.models import Activity
from events.models import Event
from events.outbox import post
from organisations.models import Membership, Organisation


class HandOver(models.Model):
    """A member does not want the reminders any more: another one gets them instead."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="hand_overs"
    )
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handed_over"
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="taken_over"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "giver"],
                name="reminders_of_a_member_handed_over_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("taker")),
                name="reminders_are_handed_to_another",
                violation_error_message=_("Choose another person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.giver} → {self.taker}"


class NobodyElse(Exception):  # noqa: N818 - says what is so, as DoesNotExist
    """There is no other member who could get the reminders: they stay."""


class Keepers:
    """Of one organisation: read once, asked for each of its entries."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        rows = organisation.memberships.filter(user__is_active=True)
        members = list(rows.select_related("user").order_by("since", "pk"))
        self.members = [row.user for row in members]
        self.owners = [row.user for row in members if row.role == Membership.Role.OWNER]
        self.handed = {
            one.giver: one.taker
            for one in organisation.hand_overs.select_related("giver", "taker")
        }

    def of(self, activity: Activity) -> list[User]:
        """Who wrote what is public, or else the owners, or else every member.

        Instead of those who handed their reminders over, who took them.
        """
        version = activity.public_version
        author = version.author if version else None
        first = [author] if author in self.members else self.owners or self.members
        takers = [self.taker_for(user) for user in first if user]
        return list(dict.fromkeys(takers))

    def taker_for(self, user: User) -> User:
        """Who gets the reminders of a member in the end: at worst the member."""
        if user not in self.handed:
            return user
        taker = user
        # Only who had not handed over could take; if two did at once, this still ends.
        for _step in self.handed:
            taker = self.handed.get(taker, taker)
        if taker in self.members and taker not in self.handed:
            return taker
        return next(iter(self.others(user)), user)

    def others(self, user: User) -> list[User]:
        """Who could take the reminders of a member, the owners first."""
        free = [one for one in self.members if one not in (user, *self.handed)]
        return sorted(free, key=lambda one: one not in self.owners)


@transaction.atomic
def hand_over(organisation: Organisation, giver: User, taker: User | None) -> User:
    """Give the reminders of a member to another; to the first fit one if not said.

    Raises NobodyElse, and changes nothing, when there is nobody to take them.
    """
    others = Keepers(organisation).others(giver)
    if not others or (taker and taker not in others):
        raise NobodyElse
    chosen = taker or others[0]
    row, _new = HandOver.objects.update_or_create(
        organisation=organisation, giver=giver, defaults={"taker": chosen}
    )
    after = {"giver": giver.pk, "taker": chosen.pk}
    Event.objects.record("hand-over-reminders", organisation, by=giver, after=after)
    context = {"organisation": organisation, "giver": giver}
    post("remind_handed", chosen, context, key=f"handed-{row.pk}-{chosen.pk}")
    return chosen


@transaction.atomic
def take_back(organisation: Organisation, user: User) -> None:
    """The reminders come to the member again."""
    if HandOver.objects.filter(organisation=organisation, giver=user).delete()[0]:
        Event.objects.record("take-back-reminders", organisation, by=user)
