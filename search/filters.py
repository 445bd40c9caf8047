"""`ActivityFilterSet`: what every parameter of the search means, in plain ORM.

It is the specification that a faster engine is held to: it reads a request that may
hold anything, keeps what it knows, names what it left out, and filters.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from activities.facts import ACCESS, DAYS, TIMES
from activities.models import Activity
from activities.models.choices import Kind, Proficiency, Welcome
from search.conditions import Tiers
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
        self._kind = kind

    @cached_property
    def selection(self) -> Selection:
        return read(self.data, self._kind)

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


@cache
def _fields() -> dict[str, KnownValuesField]:
    """Made once: they keep nothing of what they clean."""
    return {name: one.field for name, one in ActivityFilterSet().filters.items()}


def read(data: QueryDict, kind: str = Kind.ACTIVITY) -> Selection:
    """Clean a request into a selection; nothing in it is an error."""
    fields = _fields()
    given = {name: data.getlist(name) for name in fields if name in data}
    cleaned = {name: fields[name].sorted_out(texts) for name, texts in given.items()}
    values = {name: used for name, (used, _unknown) in cleaned.items()}
    only = {name: next(iter(values.get(name, ())), "") for name in SINGLE}
    q, where = (printable(data.get(name, "")) for name in TYPED)
    return Selection(
        kind=only["kind"] or kind,
        q=q[:MAX_QUERY].strip(),
        where=where[:MAX_QUERY].strip(),
        chosen={name: values[name] for name in CHOICES if values.get(name)},
        sort=only["sort"] or "best",
        near=only["near"],
        page=int(only["page"] or 1),
        ignored=shown(_ignored(data, cleaned)),
        shortened=len(q) > MAX_QUERY,
    )


def _ignored(
    data: QueryDict, cleaned: dict[str, tuple[tuple[str, ...], list[str]]]
) -> Iterator[str]:
    """Unknown names, unknown values, and all but one where only one can be meant."""
    yield from (name for name in data if name not in cleaned and name not in TYPED)
    for name, (_used, unknown) in cleaned.items():
        yield from (f"{name}={text}" for text in unknown)
    for name in SINGLE:
        used = cleaned[name][0] if name in cleaned else ()
        yield from (f"{name}={text}" for text in used[1:])
    for name in TYPED:
        others = (text for text in data.getlist(name) if text != data.get(name))
        yield from (f"{name}={text}" for text in others if text)
