"""Everything that waits, and whom it concerns: for mail that nobody asked for."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from activities.areas import areas_of as version_areas
from activities.working_days import working_days_since
from feedback.routing import areas_of, moderators_of
from moderation.kinds import KINDS, Kind
from organisations.models import Organisation
from organisations.moderators import administrators
from regions.models import ModerationArea, ModeratorAssignment


@dataclass(frozen=True)
class Item:
    kind: Kind
    target: Any
    since: dt.datetime
    areas: list[ModerationArea]

    @property
    def organisation(self) -> Organisation:
        return self.kind.organisation_of(self.target)

    @property
    def label(self) -> Any:
        return self.kind.label

    @property
    def title(self) -> Any:
        """In the language that is active when it is drawn."""
        if self.kind.name == "version":
            return self.target.title
        if self.kind.name == "join_request":
            return self.target.user
        return self.target

    @property
    def age(self) -> int:
        return working_days_since(self.since)

    @property
    def view(self) -> str:
        return f"moderation:{self.kind.name}"

    def moderators(self) -> list[User]:
        """Those there today, or the deputies; never people of the organisation."""
        return self.without_own(moderators_of(self.areas)) or administrators()

    def everybody(self) -> list[User]:
        """All of the areas: deputies, and those who are away, too."""
        held = ModeratorAssignment.objects.in_force().filter(area__in=self.areas)
        found = User.objects.filter(pk__in=held.values("user")).order_by("pk")
        return self.without_own(list(found))

    def without_own(self, users: list[User]) -> list[User]:
        members = self.organisation.memberships.values_list("user", flat=True)
        own = set(members)
        return [user for user in users if user.pk not in own]


def waiting(*names: str) -> Iterator[Item]:
    """The oldest of each kind first; of all kinds, or of the named ones."""
    for kind in KINDS.values():
        if not names or kind.name in names:
            for row in rows_of(kind):
                yield Item(kind, row, getattr(row, kind.since), areas(kind, row))


def rows_of(kind: Kind) -> QuerySet[Any]:
    rows = kind.waiting().select_related(kind.path("home_municipality"), *kind.shown)
    if kind.name == "version":
        rows = rows.prefetch_related("municipalities__areas")
    home = f"{kind.path('home_municipality')}__areas"
    return rows.prefetch_related(home).order_by(kind.since, "pk")


def areas(kind: Kind, row: Any) -> list[ModerationArea]:
    if kind.name == "version":
        return version_areas(row)
    if kind.name == "report":
        return areas_of(row.activity)
    home = kind.organisation_of(row).home_municipality.area
    return [home] if home else []
