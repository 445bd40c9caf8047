"""Who may see an entry, and what is left to see of it."""

from django.http import Http404
from django.utils import timezone

from activities.models import Activity
from activities.models.activity import ENDED_SHOWN_FOR
from activities.models.choices import Kind


def get_published_activity(pk: int, kind: str = Kind.ACTIVITY) -> Activity:
    """The entry with a public page; one and the same 404 for every other reason."""
    activity = Activity.objects.published().of_kind(kind).with_page().filter(pk=pk)
    found = activity.first()
    if found is None:
        raise Http404
    return found


def is_gone(activity: Activity) -> bool:
    """Withdrawn, or ended so long ago that only similar ones are shown."""
    ended_on = activity.ended_on
    if activity.withdrawn_at is not None:
        return True
    return ended_on is not None and ended_on < timezone.localdate() - ENDED_SHOWN_FOR
