"""The queue: everything that waits, the oldest first, and who has taken it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from activities.texts import Text, text_of
from activities.working_days import working_days_since
from moderation.filters import QueueFilterSet
from moderation.kinds import KINDS, Kind
from organisations.models import Organisation

if TYPE_CHECKING:
    from django.core.paginator import Page

PER_PAGE = 25
COLUMNS = ("waiting_kind", "pk", "waiting_since", "taken_by")


@dataclass(frozen=True)
class Row:
    kind: Kind
    target: Any
    since: dt.datetime
    taken_by: User | None

    @property
    def url(self) -> str:
        return self.kind.url(self.target.pk)

    @property
    def title(self) -> Text:
        if self.kind.name == "version":
            return text_of(self.target, "title")
        if self.kind.name == "organisation":
            return text_of(self.target, "name")
        if self.kind.name == "report":
            title = self.target.activity.public_version.title
            return Text(f"{self.target.get_reason_display()}: {title}", "")
        return Text(str(self.target.user), "")

    @property
    def organisation(self) -> Organisation:
        return self.kind.organisation_of(self.target)

    @cached_property
    def age(self) -> int:
        return working_days_since(self.since)


class Queue:
    """What the filters of a request leave of a moderator's areas."""

    def __init__(self, request: HttpRequest) -> None:
        self.filters = [
            QueueFilterSet(request.GET, request, kind) for kind in KINDS.values()
        ]
        self.form = self.filters[0].form

    def rows(self) -> QuerySet[Any]:
        first, *others = (_columns(one.rows()) for one in self.filters)
        return first.union(*others, all=True).order_by(
            "waiting_since", "waiting_kind", "pk"
        )

    def page(self, number: str | None) -> "Page[Any]":
        page = Paginator(self.rows(), PER_PAGE).get_page(number)
        page.object_list = list(_drawn(page.object_list))
        return page


def _columns(rows: QuerySet[Any]) -> QuerySet[Any]:
    """In this order: translated models would give them in any, and a union counts."""
    translated: Any = rows
    if hasattr(rows, "rewrite"):
        translated = translated.rewrite(False)
    found: QuerySet[Any] = translated.values_list(*COLUMNS)
    return found


def _drawn(found: Iterable[Any]) -> Iterable[Row]:
    found = list(found)
    targets = {
        name: kind.drawn(pk for kind_, pk, *_rest in found if kind_ == name)
        for name, kind in KINDS.items()
    }
    people = User.objects.in_bulk({taken for *_rest, taken in found if taken})
    for name, pk, since, taken in found:
        # Decided between the two queries.
        if (target := targets[name].get(pk)) is not None:
            yield Row(KINDS[name], target, since, people.get(taken))
