"""`ActivityFilterSet`: what every parameter of the search means, in plain ORM.

It is the specification that a faster engine is held to: it reads a request that may
hold anything, keeps what it knows, names what it left out, and filters.
"""

from collections.abc import Iterable, Iterator
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from activities.models import Activity
from activities.models.choices import Kind, Proficiency, Welcome
from search.conditions import ACCESS, DAYS, TIMES, Tiers
from search.facets import FACETS
from search.fields import (
    KnownValuesField,
    ListedField,
    NumbersField,
    OrganisationsField,
    TermField,
    printable,
    shown,
)
from search.selection import CHOICES, Selection

MAX_QUERY = 200
MAX_AGE = 120
MAX_NUMBER = 999_999_999
SORTS = ("best", "date", "new", "near")
# What is typed, and what has one value; everything else may be repeated.
TYPED = ("q", "where")
SINGLE = ("sort", "near", "page", "kind")


class Choices(django_filters.Filter):
    """A parameter that may be repeated; its meaning is in the facet it belongs to."""

    def __init__(self, field: type[KnownValuesField], **kwargs: Any) -> None:
        self.field_class = field
        super().__init__(**kwargs)


def _listed(values: Iterable[str]) -> Choices:
    return Choices(ListedField, values=tuple(values))


def _terms(parameter: str) -> Choices:
    return Choices(TermField, parameter=parameter)


class ActivityFilterSet(django_filters.FilterSet):
    municipality = _terms("municipality")
    region = _terms("region")
    language = _terms("language")
    target = _terms("target")
    theme = _terms("theme")
    format = _terms("format")
    level = _listed(Proficiency.values)
    welcome = _listed(Welcome.values)
    age = Choices(NumbersField, most=MAX_AGE)
    day = _listed(DAYS)
    time = _listed(TIMES)
    free = _listed("1")
    dropin = _listed("1")
    online = _listed("1")
    childcare = _listed("1")
    access = _listed(ACCESS)
    organisation = Choices(OrganisationsField, least=1, most=MAX_NUMBER)
    sort = _listed(SORTS)
    near = _terms("municipality")
    page = Choices(NumbersField, least=1, most=MAX_NUMBER)
    kind = _listed(Kind.values)

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(
        self, data: QueryDict | None = None, kind: str = Kind.ACTIVITY
    ) -> None:
        given = QueryDict() if data is None else data
        super().__init__(given, queryset=Activity.objects.none())
        self.selection = read(given, self.form, kind)

    @property
    def base(self) -> QuerySet[Activity]:
        """Everything of the kind that the public may see now."""
        return Activity.objects.public().of_kind(self.selection.kind)

    @cached_property
    def tiers(self) -> dict[str, Tiers]:
        """What each facet with a choice finds."""
        asked = {facet.name: facet.tiers(self.selection) for facet in FACETS}
        return {name: tiers for name, tiers in asked.items() if tiers is not None}

    @property
    def qs(self) -> QuerySet[Activity]:
        """What meets every choice, in its first or second tier; the words apart."""
        found = self.base
        for tiers in self.tiers.values():
            found = found.filter(tiers.both)
        return found


def read(data: QueryDict, form: forms.Form, kind: str) -> Selection:
    """Clean a request into a selection; nothing in it is an error."""
    form.is_valid()
    values: dict[str, tuple[str, ...]] = form.cleaned_data
    only = {name: next(iter(values[name]), "") for name in SINGLE}
    q, where = (printable(data.get(name, "")) for name in TYPED)
    return Selection(
        kind=only["kind"] or kind,
        q=q[:MAX_QUERY].strip(),
        where=where[:MAX_QUERY].strip(),
        chosen={name: values[name] for name in CHOICES},
        sort=only["sort"] or "best",
        near=only["near"],
        page=int(only["page"] or 1),
        ignored=shown(ignored(data, form)),
        shortened=len(q) > MAX_QUERY,
    )


def ignored(data: QueryDict, form: forms.Form) -> Iterator[str]:
    """Unknown names, unknown values, and all but one where only one can be meant."""
    yield from (name for name in data if name not in {*form.fields, *TYPED})
    for name, field in form.fields.items():
        for text in cast(KnownValuesField, field).unknown:
            yield f"{name}={text}"
    for name in SINGLE:
        yield from (f"{name}={text}" for text in form.cleaned_data[name][1:])
    for name in TYPED:
        others = (text for text in data.getlist(name) if text != data.get(name))
        yield from (f"{name}={text}" for text in others if text)
