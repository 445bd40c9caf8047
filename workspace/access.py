"""Whose entries these are: members of an organisation write in its name."""

from typing import TYPE_CHECKING

from django.http import Http404

from activities.models import Activity, Version
from organisations.access import Closed
from organisations.models import Organisation

if TYPE_CHECKING:
    from accounts.models import User

CLOSED = (Organisation.State.REJECTED, Organisation.State.SUSPENDED)


def get_own_activity(user: "User", pk: int) -> Activity:
    """The entry of one of the user's organisations, to read, whatever its state.

    Raises Http404 for everybody else.
    """
    entries = Activity.objects.editable_by(user).select_related("organisation")
    activity = entries.filter(pk=pk).first()
    if activity is None:
        raise Http404
    return activity


def get_editable_activity(user: "User", pk: int) -> Activity:
    """The same to write.

    Raises Closed, a 403 with the reason, when the organisation is suspended or was
    rejected.
    """
    activity = get_own_activity(user, pk)
    if activity.organisation.is_closed:
        raise Closed(activity.organisation)
    return activity


def get_editable_version(user: "User", pk: int) -> Version:
    """A version of such an entry; raises the same."""
    version = Version.objects.filter(pk=pk).select_related("activity").first()
    if version is None:
        raise Http404
    version.activity = get_editable_activity(user, version.activity_id)
    return version
