"""Entries follow a place or term that was merged into another one."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from activities.documents import write
from activities.models import Activity, Version
from activities.words import LINKS


@transaction.atomic
def follow_successors() -> int:
    """Link every version to what replaced its places and terms; how many links moved.

    Old addresses and codes lead to the successor already; this makes it find the
    entries too.
    """
    moved = [pk for field in LINKS for pk in _follow(field)]
    if moved:
        write(Activity.objects.filter(public_version__in=set(moved)))
    return len(moved)


def _follow(field: str) -> Iterator[int]:
    """The ids of the versions, one for each link."""
    model: Any = getattr(Version, field).field.remote_field.model
    for old in model._default_manager.exclude(replaced_by=None):
        for version in Version.objects.filter(**{field: old}):
            links = getattr(version, field)
            links.add(old.current())
            links.remove(old)
            yield version.pk
