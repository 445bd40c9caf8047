"""A new entry with the content of an earlier one: for the next season."""

from typing import TYPE_CHECKING

from django.db import transaction

from activities.drafts import copy_content
from activities.models.contacts import CONTACTS
from events.models import Event

if TYPE_CHECKING:
    from accounts.models import User
    from activities.models import Activity, Version


@transaction.atomic
def copy_for_next_season(source: "Activity", by: "User") -> "Version":
    """The first draft of a new entry, from what is public or was written last.

    Contact details come along; what was cancelled or full last season does not. Its
    dates are those of last season until the editor has checked them.
    """
    version = source.public_version or source.versions.latest("number")
    contacts = {name: getattr(source, name) for name in CONTACTS}
    entry = type(source)(
        organisation=source.organisation,
        kind=source.kind,
        check_interval=source.check_interval,
        **contacts,
    )
    entry.full_clean()
    entry.save()
    draft = copy_content(version, {"activity": entry, "number": 1, "author": by})
    Event.objects.record("copy", source, by=by, after={"copy": entry.pk})
    before = {"activity": source.pk}
    after = {"number": draft.number, "state": draft.state}
    Event.objects.record("start-copy", entry, by=by, before=before, after=after)
    return draft
