"""What waits for moderators: kinds of things, asked for in one way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from activities.models import Version
from feedback.models import Report
from moderation.access import towns_of, versions_in
from moderation.models import Claim
from organisations.models import JoinRequest, Organisation
from regions.models import ModerationArea

HOME = "home_municipality"


@dataclass(frozen=True)
class Kind:
    """Which rows wait, since when, and the path from a row to its organisation."""

    name: str
    label: StrOrPromise
    waiting: Callable[[], QuerySet[Any]]
    since: str
    organisation: tuple[str, ...]
    shown: tuple[str, ...] = ()

    def path(self, column: str) -> str:
        return "__".join((*self.organisation, column))

    def within(
        self, rows: QuerySet[Any], areas: Iterable[ModerationArea]
    ) -> QuerySet[Any]:
        if self.name == "version":
            return versions_in(rows, areas)
        if self.name == "report":
            here = Report.objects.in_areas(areas).order_by()
            found: QuerySet[Any] = rows.filter(pk__in=here.values("pk"))
            return found
        home = {f"{self.path(HOME)}__in": towns_of(areas).values("pk")}
        return rows.filter(**home)

    def named(self, rows: QuerySet[Any], name: str) -> QuerySet[Any]:
        either = Q()
        for code in ("fi", "sv", "en"):
            either |= Q((f"{self.path('name')}_{code}__icontains", name))
        return rows.filter(either)

    def asked(self) -> QuerySet[Any]:
        """With the same three columns for every kind, so that they can be united."""
        rows = self.waiting().order_by()
        claims = Claim.objects.in_force().filter(
            target_type=rows.model._meta.label_lower, target_id=OuterRef("pk")
        )
        united: QuerySet[Any] = rows.annotate(
            waiting_kind=Value(self.name, output_field=CharField()),
            waiting_since=F(self.since),
            taken_by=Subquery(claims.values("by")[:1]),
        )
        return united

    def drawn(self, pks: Iterable[int]) -> dict[int, Any]:
        """With what a line of the queue shows, in a fixed number of queries."""
        rows = self.waiting().select_related(self.path(HOME), *self.shown)
        return rows.prefetch_related(f"{self.path(HOME)}__areas").in_bulk(list(pks))

    def organisation_of(self, row: Any) -> Organisation:
        for step in self.organisation:
            row = getattr(row, step)
        found: Organisation = row
        return found

    def url(self, pk: int) -> str:
        return reverse(f"moderation:{self.name}", args=[pk])


def submitted_versions() -> QuerySet[Version]:
    """Those of a rejected or suspended organisation wait for nobody."""
    closed = (Organisation.State.REJECTED, Organisation.State.SUSPENDED)
    return Version.objects.awaiting_review().exclude(
        activity__organisation__state__in=closed
    )


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "version",
            _("Activity"),
            submitted_versions,
            "submitted_at",
            ("activity", "organisation"),
        ),
        Kind(
            "organisation",
            _("Organisation"),
            Organisation.objects.awaiting_review,
            "created_at",
            (),
        ),
        Kind(
            "join_request",
            _("Request to join"),
            JoinRequest.objects.for_moderators,
            "asked_at",
            ("organisation",),
            ("user",),
        ),
        Kind(
            "report",
            _("Report of a mistake"),
            Report.objects.for_moderators,
            "escalated_at",
            ("activity", "organisation"),
            ("activity__public_version",),
        ),
    )
}
