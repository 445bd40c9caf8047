"""Entries follow a place or term that was merged into another one."""

from typing import Any

from django.db import transaction

from activities.models import Version

LINKS = (
    "themes",
    "formats",
    "target_groups",
    "languages",
    "interpreted_languages",
    "municipalities",
)


@transaction.atomic
def follow_successors() -> int:
    """Link every version to what replaced its places and terms; how many links moved.

    Old addresses and codes lead to the successor already; this makes it find the
    entries too.
    """
    return sum(_follow(field) for field in LINKS)


def _follow(field: str) -> int:
    model: Any = getattr(Version, field).field.remote_field.model
    moved = 0
    for old in model._default_manager.exclude(replaced_by=None):
        for version in Version.objects.filter(**{field: old}):
            links = getattr(version, field)
            links.add(old.current())
            links.remove(old)
            moved += 1
    return moved
