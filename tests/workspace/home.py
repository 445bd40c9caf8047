"""The editor's first page, as tests ask for it, and entries in every state."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from activities.models import Activity, Version
from tests import factories


def show(client: Client, user: User, **query: str) -> Any:
    client.force_login(user)
    return client.get(reverse("workspace:home"), query)


def text(client: Client, user: User, **query: str) -> str:
    return str(show(client, user, **query).content.decode())


def names(rows: list[Any]) -> list[str]:
    return [row.title.value for row in rows]


def entry(title: str = "Kielikahvila", **fields: Any) -> Activity:
    return factories.activity(title, **fields)


def drafted(ada: User) -> Version:
    return entry().published_version.new_draft(ada)


def returned(ada: User, mona: User) -> None:
    draft = drafted(ada)
    draft.submit(ada)
    draft.return_to_editor(mona, {"schedules": "Milloin?"})


def submitted(ada: User) -> None:
    drafted(ada).submit(ada)


def rejected(ada: User, mona: User) -> None:
    draft = factories.activity(published=False).versions.get()
    draft.submit(ada)
    draft.reject(mona, "Tämä on yksittäinen tapahtuma.")


def ended(days: int) -> Activity:
    last = factories.day(-days)
    return entry(schedules=[factories.weekly("mo", end_date=last)])


def outdated() -> None:
    version = entry().published_version
    Version.objects.filter(pk=version.pk).update(outdated_texts=["title_sv"])


def due(days: int) -> Activity:
    return entry(checked_on=timezone.localdate(), check_due_on=factories.day(days))
