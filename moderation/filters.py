"""The filters of the queue, the same for every kind of thing, and of the log."""

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Version
from activities.working_days import waited_since
from events.models import Event
from moderation.access import areas_of
from moderation.kinds import KINDS, Kind
from moderation.models import LANGUAGES
from moderation.people_forms import DateInput
from regions.models import ModerationArea

if TYPE_CHECKING:
    from accounts.models import User

AGES = (
    ("1", _("At least one working day")),
    ("3", _("At least three working days")),
    ("5", _("Five working days or more")),
)
STATES = (("public", _("Public")), ("down", _("Taken down")))
TAKEN = (
    ("free", _("Nobody yet")),
    ("mine", _("Me")),
    ("others", _("Somebody else")),
)


def own_areas(request: Any) -> QuerySet[ModerationArea]:
    return areas_of(request.user)


class QueueFilterSet(django_filters.FilterSet):
    """What does not fit a filter is no choice, and no error."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=[(kind.name, kind.label) for kind in KINDS.values()],
        method="of_kind",
        empty_label=_("Any"),
    )
    area = django_filters.ModelChoiceFilter(
        label=_("Area"),
        queryset=own_areas,
        method="in_area",
        empty_label=_("Any"),
    )
    organisation = django_filters.CharFilter(
        label=_("Name of the organisation"), method="of_organisation", max_length=200
    )
    age = django_filters.ChoiceFilter(
        label=_("Has waited"), choices=AGES, method="of_age", empty_label=_("Any time")
    )
    taken = django_filters.ChoiceFilter(
        label=_("Who reviews it"),
        choices=TAKEN,
        method="of_reviewer",
        empty_label=_("Anybody"),
    )

    class Meta:
        model = Version
        fields: list[str] = []

    def __init__(self, data: QueryDict, request: HttpRequest, thing: Kind) -> None:
        self.thing = thing
        self.user: User = request.user  # type: ignore[assignment]
        # Administrators see what belongs to no area in force, too.
        rows = thing.asked()
        if not self.user.is_superuser:
            rows = thing.within(rows, areas_of(self.user))
        super().__init__(data, queryset=rows, request=request)

    def rows(self) -> QuerySet[Any]:
        self.form.is_valid()
        return self.filter_queryset(self.queryset)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        for name, filter_ in self.filters.items():
            queryset = filter_.filter(queryset, self.form.cleaned_data.get(name))
        return queryset

    def of_kind(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows if value == self.thing.name else rows.none()

    def in_area(
        self, rows: QuerySet[Any], name: str, area: ModerationArea
    ) -> QuerySet[Any]:
        return self.thing.within(rows, [area])

    def of_organisation(
        self, rows: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        return self.thing.named(rows, value)

    def of_age(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(waiting_since__lt=waited_since(int(value)))

    def of_reviewer(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "free":
            return rows.filter(taken_by=None)
        if value == "mine":
            return rows.filter(taken_by=self.user.pk)
        return rows.exclude(taken_by=None).exclude(taken_by=self.user.pk)


class EntryFilterSet(django_filters.FilterSet):
    """The entries of one's areas, by name or organisation."""

    name = django_filters.CharFilter(
        label=_("Name of the activity"), method="named", max_length=200
    )
    organisation = django_filters.CharFilter(
        label=_("Name of the organisation"), method="offered_by", max_length=200
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="in_state", empty_label=_("Any")
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def named(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(in_any_language("public_version__title", value))

    def offered_by(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(in_any_language("organisation__name", value))

    def in_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "public":
            return rows.filter(pk__in=Activity.objects.published().values("pk"))
        return rows.exclude(taken_down_at=None)


def in_any_language(path: str, value: str) -> Q:
    either = Q()
    for code in LANGUAGES:
        either |= Q((f"{path}_{code}__icontains", value))
    return either


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
