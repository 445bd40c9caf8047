"""Memberships, requests and invitations of a person who asks for them, or leaves."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.own_data import (
    CannotClose,
    Hindrance,
    forgetting,
    hindering,
    telling,
)
from accounts.retention import KEPT, ageing
from organisations.models import Invitation, JoinRequest, LastOwner, Membership


@receiver(telling)
def tell(user: User, **_signal: Any) -> dict[str, Any]:
    memberships = Membership.objects.filter(user=user).order_by("pk")
    requests = JoinRequest.objects.filter(user=user).order_by("pk")
    invitations = Invitation.objects.filter(email=user.email).order_by("pk")
    return {
        "memberships": list(memberships.values("organisation__name", "role", "since")),
        "join_requests": list(
            requests.values(
                "organisation__name", "message", "asked_at", "state", "reason"
            )
        ),
        "invitations": list(
            invitations.values("organisation__name", "role", "created_at")
        ),
    }


@receiver(hindering)
def hinder(user: User, **_signal: Any) -> list[Hindrance]:
    """Others would be left without an owner: one of them has to be named."""
    text = _("You are the only owner: %(organisation)s. Choose a new owner first.")
    return [
        Hindrance(
            text % {"organisation": one.organisation},
            reverse("organisations:leave", args=[one.organisation_id]),
        )
        for one in _memberships(user)
        if one.is_last_owner and Membership.objects.successors_of(one).exists()
    ]


@receiver(forgetting)
def forget(user: User, **_signal: Any) -> None:
    for membership in _memberships(user):
        try:
            membership.end_with_account()
        except LastOwner as error:
            raise CannotClose from error
    for request in JoinRequest.objects.open().filter(user=user):
        request.withdraw(user)
    JoinRequest.objects.filter(user=user).update(message="", reason="")
    Invitation.objects.filter(email=user.email).delete()


@receiver(ageing)
def forget_old(**_signal: Any) -> dict[str, int]:
    """Who was invited, and what was written when somebody asked to join."""
    since = timezone.now() - KEPT
    over = Q(accepted_at__lt=since) | Q(revoked_at__lt=since) | Q(expires_at__lt=since)
    invitations = Invitation.objects.filter(over).delete()[0]
    decided = JoinRequest.objects.filter(decided_at__lt=since)
    with_words = decided.exclude(message="", reason="")
    return {
        "invitations": invitations,
        "messages to owners": with_words.update(message="", reason=""),
    }


def _memberships(user: User) -> list[Membership]:
    found = Membership.objects.filter(user=user).order_by("pk")
    return list(found.select_related("organisation__home_municipality"))
