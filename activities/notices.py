"""Mail to the people of an entry about what moderators decided on it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.models import User
from events.outbox import post
from organisations.models import Membership

if TYPE_CHECKING:
    from activities.models import Activity, Version


def tell_editors(
    name: str,
    activity: "Activity",
    version: "Version | None",
    reasons: Mapping[str, str] | None = None,
    comments: Mapping[str, str] | None = None,
) -> None:
    """Post templates/mail/<name>.txt to the author and the organisation's owners.

    `reasons` are texts by language; the one of "" is for everybody else.
    """
    reasons = reasons or {}
    version = version or activity.public_version or activity.versions.first()
    for user in people_of(activity, version):
        context = {
            "activity": activity,
            "version": version,
            "reason": reasons.get(user.language) or reasons.get("", ""),
            "comments": list((comments or {}).values()),
        }
        post(name, user, context)


def people_of(activity: "Activity", version: "Version | None") -> list[User]:
    """Who may sign in and still belongs to the organisation."""
    members = Membership.objects.filter(organisation=activity.organisation_id).filter(
        Q(role=Membership.Role.OWNER) | Q(user=version.author_id if version else None)
    )
    return list(User.objects.filter(is_active=True, pk__in=members.values("user")))
