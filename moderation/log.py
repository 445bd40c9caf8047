"""The filters of the log, and what an event changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from activities.models import Version
from activities.sentences import in_words
from events.models import Event
from moderation.people_forms import DateInput


class LogFilterSet(django_filters.FilterSet):
    """What does not fit a filter is no choice, and no error."""

    verb = django_filters.CharFilter(label=_("What was done"), lookup_expr="iexact")
    actor = django_filters.CharFilter(label=_("By whom"), method="by_actor")
    target_type = django_filters.CharFilter(
        label=_("Kind of thing"), lookup_expr="iexact"
    )
    target_id = django_filters.CharFilter(label=_("Its number"))
    first = django_filters.DateFilter(
        label=_("From"), field_name="at", lookup_expr="date__gte", widget=DateInput
    )
    last = django_filters.DateFilter(
        label=_("To"), field_name="at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, queryset=Event.objects.select_related("actor"))
        for name, column in (("verb", "verb"), ("target_type", "target_type")):
            known = Event.objects.order_by(column).values_list(column, flat=True)
            options = [("", _("Any")), *((one, one) for one in known.distinct())]
            self.form.fields[name].widget = forms.Select(choices=options)

    def found(self) -> QuerySet[Any]:
        self.form.is_valid()
        rows = self.queryset
        for name, filter_ in self.filters.items():
            rows = filter_.filter(rows, self.form.cleaned_data.get(name))
        found: QuerySet[Any] = rows
        return found

    def by_actor(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        either = Q(actor__name__icontains=value) | Q(actor__email__iexact=value)
        return rows.filter(either)


@dataclass(frozen=True)
class Line:
    event: Event
    text: str
    # Each column that it changed, before and after.
    changes: list[tuple[str, Any, Any]]


def lines(events: Iterable[Event]) -> list[Line]:
    """In words, with the numbers of versions asked for once."""
    events = list(events)
    numbers = _numbers(events)
    return [
        Line(one, in_words(one, numbers.get(version_of(one))), _changes(one))
        for one in events
    ]


def version_of(event: Event) -> int:
    if event.target_type == "activities.version":
        return int(event.target_id)
    return int(event.after.get("public_version") or 0)


def _numbers(events: list[Event]) -> dict[int, int]:
    found = Version.objects.filter(pk__in={version_of(one) for one in events})
    return dict(found.values_list("pk", "number"))


def _changes(event: Event) -> list[tuple[str, Any, Any]]:
    names = dict.fromkeys([*event.before, *event.after])
    return [
        (name, _shown(event.before.get(name)), _shown(event.after.get(name)))
        for name in names
    ]


def _shown(value: Any) -> Any:
    return "–" if value in (None, "") else value
