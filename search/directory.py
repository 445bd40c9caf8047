"""The directory's filters: a name and a municipality."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from activities.texts import Text, text_of
from organisations.models import Organisation
from regions.alphabet import alphabetical_key
from regions.models import Municipality
from search.filters import MAX_QUERY, printable, whole_number
from textanalysis.folding import words
from textanalysis.matching import analyse, match_and_score


@dataclass(frozen=True)
class Row:
    organisation: Organisation
    name: Text
    count: int


class LenientChoiceField(forms.ModelChoiceField[Municipality]):
    """A code that nobody knows is no choice, and no error."""

    def clean(self, value: object) -> Municipality | None:
        code = printable(str(value or ""))
        return Municipality.objects.by_code(code)


class LenientChoice(django_filters.Filter):
    field_class = LenientChoiceField


class OrganisationFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name of the organisation"))
    municipality = LenientChoice(
        field_name="home_municipality",
        label=_("Home municipality"),
        queryset=Municipality.objects.none(),
        to_field_name="code",
        empty_label=_("Any"),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, data: QueryDict) -> None:
        approved = Organisation.objects.approved().select_related("home_municipality")
        super().__init__(data, queryset=approved)
        self.page = whole_number(data.get("page", "")) or 1
        homes = Municipality.objects.filter(organisations__in=approved).distinct()
        field = self.form.fields["municipality"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = homes

    def found(self) -> list[Row]:
        """By name in the active language, as the alphabet there goes."""
        public = Activity.objects.public().order_by().values_list("organisation")
        counts = dict(public.annotate(Count("pk")))
        query = words(printable(self.data.get("q", ""))[:MAX_QUERY])
        chosen = self.form.cleaned_data.get("municipality") if self.form.is_valid() else None
        approved = self.queryset.filter(home_municipality=chosen) if chosen else self.queryset
        rows = [
            Row(one, text_of(one, "name"), counts.get(one.pk, 0))
            for one in approved
            if match_and_score({"title": _names(one)}, query) is not None
        ]
        return sorted(rows, key=lambda row: alphabetical_key(row.name.value))


def _names(organisation: Organisation) -> list[str]:
    return analyse([organisation.name_fi or "", organisation.name_sv or "", organisation.name_en or ""])
