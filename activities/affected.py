"""Entries whose documents show what changed to the left of activities."""

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.dispatch import receiver

from activities import documents
from activities.models import (
    Activity,
    Format,
    Language,
    TargetGroup,
    TermWord,
    Theme,
)
from events.public_facts import public_facts_changed
from organisations.models import Organisation
from regions.models import Municipality, Region

VERSION = "public_version__"
SHOWN_BY: dict[type[models.Model], tuple[str, ...]] = {
    Organisation: ("organisation",),
    Municipality: (f"{VERSION}municipalities",),
    Region: (f"{VERSION}municipalities__region",),
    Theme: (f"{VERSION}themes",),
    Format: (f"{VERSION}formats",),
    TargetGroup: (f"{VERSION}target_groups",),
    Language: (f"{VERSION}languages", f"{VERSION}interpreted_languages"),
    TermWord: tuple(
        f"{VERSION}{terms}__words" for terms in ("themes", "formats", "target_groups")
    ),
}


@receiver(public_facts_changed)
def write_documents(
    sender: type[models.Model], ids: tuple[Any, ...], **kwargs: Any
) -> None:
    documents.write(entries_with(sender, ids), names=True)


def entries_with(model: type[models.Model], ids: tuple[Any, ...]) -> QuerySet[Activity]:
    """None for a model that no document shows, such as postcodes."""
    found = (Q((f"{path}__in", ids)) for path in SHOWN_BY.get(model, ()))
    conditions = Q(*found, _connector=Q.OR)
    entries = Activity.objects.filter(conditions).distinct()
    return entries if conditions else entries.none()
