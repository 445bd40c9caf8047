"""`ActivityFilterSet`: what every parameter of the search means, in plain ORM.

It is the specification that a faster engine is held to: it reads a request that may
hold anything, keeps what it knows, names what it left out, and filters.
"""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from activities.models import Activity
from activities.models.choices import Kind, Proficiency, Welcome
from organisations.models import Organisation
from search.conditions import ACCESS, DAYS, TIMES
from search.facets import FACETS, MODELS, Facet
from search.selection import CHOICES, Selection

MAX_QUERY = 200
MAX_AGE = 120
SORTS = ("best", "date", "new", "near")


class KnownValuesField(forms.Field):
    """Repeated values of which the known ones are kept, each once."""

    widget = forms.SelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "required": False})
        self.unknown: list[str] = []

    def clean(self, value: Iterable[str] | None) -> tuple[str, ...]:
        given = [text.strip() for text in value or ()]
        asked = list(dict.fromkeys(text for text in given if text))
        known = self.known(asked)
        self.unknown = [text for text in asked if text not in known]
        return tuple(dict.fromkeys(known[text] for text in asked if text in known))

    def known(self, asked: list[str]) -> dict[str, str]:
        """The value to use for each asked one that means something."""
        raise NotImplementedError


class ListedField(KnownValuesField):
    def __init__(self, *, values: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.listed = frozenset(values)

    def known(self, asked: list[str]) -> dict[str, str]:
        return {text: text for text in asked if text in self.listed}


class TermField(KnownValuesField):
    """Codes of terms or places; a merged or renamed one leads to its successor."""

    def __init__(self, *, parameter: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = MODELS[parameter]

    def known(self, asked: list[str]) -> dict[str, str]:
        plain = [text for text in asked if text.isprintable()]
        terms = self.model._default_manager.filter(code__in=plain)
        return {term.code: term.current().code for term in terms}


class NumberField(KnownValuesField):
    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def known(self, asked: list[str]) -> dict[str, str]:
        numbers = {text: whole_number(text) for text in asked}
        return {
            text: str(number)
            for text, number in numbers.items()
            if number is not None and number <= self.most
        }


class OrganisationField(NumberField):
    def known(self, asked: list[str]) -> dict[str, str]:
        numbers = super().known(asked)
        approved = Organisation.objects.approved().filter(pk__in=numbers.values())
        ids = {str(pk) for pk in approved.values_list("pk", flat=True)}
        return {text: number for text, number in numbers.items() if number in ids}


def whole_number(text: str) -> int | None:
    """The number, for up to nine ASCII digits; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class Choices(django_filters.Filter):
    """A parameter that may be repeated; its meaning is in the facet it belongs to."""

    def __init__(self, field: type[KnownValuesField], **kwargs: Any) -> None:
        self.field_class = field
        super().__init__(**kwargs)


def _listed(values: Iterable[str]) -> Choices:
    return Choices(ListedField, values=tuple(values))


class ActivityFilterSet(django_filters.FilterSet):
    municipality = Choices(TermField, parameter="municipality")
    region = Choices(TermField, parameter="region")
    language = Choices(TermField, parameter="language")
    target = Choices(TermField, parameter="target")
    theme = Choices(TermField, parameter="theme")
    format = Choices(TermField, parameter="format")
    level = _listed(Proficiency.values)
    welcome = _listed(Welcome.values)
    age = Choices(NumberField, most=MAX_AGE)
    day = _listed(DAYS)
    time = _listed(TIMES)
    free = _listed("1")
    dropin = _listed("1")
    online = _listed("1")
    childcare = _listed("1")
    access = _listed(ACCESS)
    organisation = Choices(OrganisationField, most=10**9)

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(
        self, data: QueryDict | None = None, kind: str = Kind.ACTIVITY
    ) -> None:
        super().__init__(data or QueryDict(), queryset=Activity.objects.none())
        self.selection = read(self.data, self.form, kind)

    @property
    def base(self) -> QuerySet[Activity]:
        """Everything of the kind that the public may see now."""
        return Activity.objects.public().of_kind(self.selection.kind)

    @property
    def qs(self) -> QuerySet[Activity]:
        """What meets every choice, in its first or second tier."""
        return self.others(None)

    def others(self, left_out: Facet | None) -> QuerySet[Activity]:
        """What meets every choice but those of one facet."""
        found = self.base
        for facet in FACETS:
            tiers = facet.tiers(self.selection) if facet is not left_out else None
            if tiers is not None:
                found = found.filter(tiers.both)
        return found


def read(data: QueryDict, form: forms.Form, kind: str) -> Selection:
    """Clean a request into a selection; nothing in it is an error."""
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name, ()) for name in CHOICES}
    ignored = [name for name in data if name not in {*CHOICES, *PLAIN}]
    for name in CHOICES:
        ignored += [f"{name}={text}" for text in _field(form, name).unknown]
    q = printable(data.get("q", ""))
    sort, near, page = data.get("sort", ""), data.get("near", ""), data.get("page", "")
    near_codes = _field(form, "municipality").known([near]) if near.isprintable() else {}
    if sort and sort not in SORTS:
        ignored.append(f"sort={sort}")
    if near and near not in near_codes:
        ignored.append(f"near={near}")
    number = whole_number(page)
    if page and not number:
        ignored.append(f"page={page}")
    return Selection(
        kind=kind,
        q=q[:MAX_QUERY].strip(),
        where=printable(data.get("where", ""))[:MAX_QUERY],
        chosen=chosen,
        sort=sort if sort in SORTS else "best",
        near=near_codes.get(near, ""),
        page=number or 1,
        ignored=tuple(dict.fromkeys(map(shown, ignored))),
        shortened=len(q) > MAX_QUERY,
    )


PLAIN = ("q", "where", "sort", "near", "page", "kind")


def _field(form: forms.Form, name: str) -> KnownValuesField:
    field = form.fields[name]
    assert isinstance(field, KnownValuesField)
    return field


def printable(text: str) -> str:
    """Without NUL bytes and other control characters, spaces as one space."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())


def shown(text: str) -> str:
    """What was ignored, short enough to say."""
    plain = printable(text)
    return plain if len(plain) <= 40 else plain[:40] + "…"


