"""A draft that nobody else has seen may be thrown away."""

from typing import TYPE_CHECKING

from django.db import transaction

from events.models import Event
from events.transitions import StateChanged

if TYPE_CHECKING:
    from accounts.models import User
    from activities.models import Version


@transaction.atomic
def discard(draft: "Version", by: "User") -> None:
    """Delete a draft that was never sent, and an entry that never was anything else.

    Every version that moderators have read is kept: raises StateChanged when it was
    sent, or somebody saved it after it was read.
    """
    versions = type(draft).objects
    unseen = versions.drafts().filter(submitted_at=None, revision=draft.revision)
    facts = {"version": draft.pk, "number": draft.number, "revision": draft.revision}
    entry = draft.activity
    if not unseen.filter(pk=draft.pk).delete()[0]:
        raise StateChanged(draft)
    if entry.versions.exists():
        Event.objects.record("discard", entry, by=by, before=facts)
    else:
        Event.objects.record("discard-entry", entry, by=by, before=facts)
        entry.delete()
