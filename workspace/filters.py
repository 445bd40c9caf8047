"""The filters of the workspace's list, for those who keep many entries."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Version
from organisations.models import Organisation
from workspace.needs import Need

STATES = [
    ("needs", _("Needs you")),
    ("draft", _("Draft")),
    ("waiting", _("Waiting for approval")),
    ("returned", _("Returned for changes")),
    ("public", _("Public")),
    ("withdrawn", _("Withdrawn")),
    ("ended", _("Ended")),
]
SORTS = [
    ("", _("Newest first")),
    ("check", _("Next check first")),
]


class EntryFilterSet(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name of the activity"), method="named")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, empty_label=_("Any"), method="in_state"
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=_("Any"),
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sort by"), choices=SORTS[1:], empty_label=SORTS[0][1], method="sorted"
    )

    class Meta:
        model = Activity
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict,
        entries: QuerySet[Activity],
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, queryset=entries.order_by("-pk"))
        choice: Any = self.form.fields["organisation"]
        choice.queryset = organisations
        if len(organisations) < 2:
            del self.form.fields["organisation"]

    @property
    def is_active(self) -> bool:
        """Something is looked for, and what needs its editor stands in the list."""
        return any(self.data.get(name) for name in self.form.fields)

    def named(
        self, entries: QuerySet[Activity], name: str, value: str
    ) -> QuerySet[Activity]:
        titles = [
            Q(**{f"title_{code}__icontains": value}) for code in ("fi", "sv", "en")
        ]
        versions = Version.objects.filter(titles[0] | titles[1] | titles[2])
        return entries.filter(Exists(versions.filter(activity=OuterRef("pk"))))

    def in_state(
        self, entries: QuerySet[Activity], name: str, value: str
    ) -> QuerySet[Activity]:
        mine = Version.objects.filter(activity=OuterRef("pk"))
        public = Activity.objects.public().values("pk")
        going_on = Activity.objects.not_ended().values("pk")
        chosen = {
            "needs": Q(need__in=Need.values),
            "draft": Q(Exists(mine.drafts())),
            "waiting": Q(Exists(mine.awaiting_review())),
            "returned": Q(Exists(mine.returned())),
            "public": Q(pk__in=public),
            "withdrawn": Q(withdrawn_at__isnull=False),
            "ended": ~Q(pk__in=going_on) & Q(public_version__isnull=False),
        }
        return entries.filter(chosen[value])

    def sorted(
        self, entries: QuerySet[Activity], name: str, value: str
    ) -> QuerySet[Activity]:
        return entries.order_by("check_due_on", "pk")
