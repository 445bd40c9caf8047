"""The directory's filters: a name and a municipality."""

from collections.abc import Iterator
from dataclasses import dataclass

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from activities.texts import Text, text_of
from organisations.models import Organisation
from regions.alphabet import alphabetical_key
from regions.models import Municipality
from regions.named import NAME_COLUMNS
from search.fields import printable, shown, whole_number
from search.filters import MAX_QUERY
from textanalysis.analysis import analyse
from textanalysis.matching import match_and_score
from textanalysis.understanding import understand


@dataclass(frozen=True)
class Row:
    organisation: Organisation
    name: Text
    count: int


class HomeField(django_filters.fields.ModelChoiceField):
    """A code that nobody knows is no choice, and no error."""

    def clean(self, value: object) -> Municipality | None:
        return Municipality.objects.by_code(printable(str(value or "")))


class HomeFilter(django_filters.ModelChoiceFilter):
    field_class = HomeField


def homes(request: HttpRequest | None) -> QuerySet[Municipality]:
    approved = Organisation.objects.approved()
    return Municipality.objects.filter(organisations__in=approved).distinct()


class OrganisationFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name of the organisation"))
    municipality = HomeFilter(
        label=_("Home municipality"),
        queryset=homes,
        to_field_name="code",
        empty_label=_("Any"),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, data: QueryDict) -> None:
        self.approved = Organisation.objects.approved()
        super().__init__(data, queryset=self.approved)
        self.form.is_valid()
        self.municipality = self.form.cleaned_data["municipality"]
        typed = printable(data.get("q", ""))
        self.name, self.shortened = typed[:MAX_QUERY], len(typed) > MAX_QUERY
        self.page = whole_number(data.get("page", "")) or 1
        self.ignored = ", ".join(shown(self._ignored(data)))

    def found(self) -> list[Row]:
        """By name in the active language, as the alphabet there goes."""
        public = Activity.objects.public().order_by().values_list("organisation")
        counts = dict(public.annotate(Count("pk")))
        names = {one: _names(one) for one in self._at_home()}
        known = set().union(*names.values())
        asked = understand(self.name, known, {}).query
        rows = [
            Row(one, text_of(one, "name"), counts.get(one.pk, 0))
            for one, tokens in names.items()
            if match_and_score({"title": tokens}, asked) is not None
        ]
        return sorted(rows, key=lambda row: alphabetical_key(row.name.value))

    def _at_home(self) -> QuerySet[Organisation]:
        approved = self.approved.select_related("home_municipality")
        if self.municipality is None:
            return approved
        return approved.filter(home_municipality=self.municipality)

    def _ignored(self, data: QueryDict) -> Iterator[str]:
        yield from (name for name in data if name not in {*self.form.fields, "page"})
        code, page = data.get("municipality", ""), data.get("page", "")
        if code and self.municipality is None:
            yield f"municipality={code}"
        if page and not whole_number(page):
            yield f"page={page}"


def _names(organisation: Organisation) -> list[str]:
    return analyse(getattr(organisation, column) or "" for column in NAME_COLUMNS)
