"""The buttons of an entry's page, as tests press them, and what they wrote."""

from typing import Any

from django.test import Client
from django.urls import reverse

from activities.models import Activity
from events.models import Event


def post(editor: Client, name: str, entry: Activity, *more: int, **data: str) -> Any:
    address = reverse(f"workspace:{name}", args=[entry.pk, *more])
    return editor.post(address, data, follow=True)


def stored() -> Activity:
    return Activity.objects.get()


def verbs() -> list[str]:
    """Of the entry, since it became public."""
    about = Event.objects.filter(target_type="activities.activity")
    return list(
        about.exclude(verb="publish").order_by("id").values_list("verb", flat=True)
    )
