"""Who may answer a report."""

from typing import TYPE_CHECKING

from django.http import Http404

from activities.access import is_gone
from activities.models import Activity
from feedback.models import Report
from feedback.routing import areas_of

if TYPE_CHECKING:
    from accounts.models import User


def get_reportable_activity(pk: int) -> Activity:
    """An entry with a public page, of either kind; 404 for every other reason."""
    published = Activity.objects.published().select_related(
        "organisation", "public_version"
    )
    activity = published.filter(pk=pk).first()
    if activity is None or is_gone(activity):
        raise Http404
    return activity


def get_answerable_report(user: "User", pk: int) -> Report:
    """For members of its organisation and moderators of its areas; 404 for others."""
    report = Report.objects.select_related(
        "activity__organisation", "activity__public_version"
    )
    found = report.filter(pk=pk).first()
    if found is None or not (
        _is_member(user, found.activity) or _moderates(user, found.activity)
    ):
        raise Http404
    return found


def _is_member(user: "User", activity: Activity) -> bool:
    return activity.organisation.memberships.filter(user=user).exists()


def _moderates(user: "User", activity: Activity) -> bool:
    from_here = user.assignments.in_force().filter(area__in=areas_of(activity))
    return user.is_superuser or from_here.exists()
