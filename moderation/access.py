"""Who moderates what: the areas of a person, and what belongs to an area."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from activities.models import Activity, Version
from feedback.models import Report
from organisations.impartiality import is_own
from organisations.models import JoinRequest, Organisation
from regions.models import ModerationArea, ModeratorAssignment, Municipality

if TYPE_CHECKING:
    from accounts.models import User

ModelType = TypeVar("ModelType", bound=Model)
ENTRY_HOME = "activity__organisation__home_municipality__in"


def areas_of(user: "User") -> QuerySet[ModerationArea]:
    """The areas in force of a moderator; all of them for an administrator."""
    areas = ModerationArea.objects.in_force()
    if user.is_superuser and user.is_active:
        return areas
    mine = ModeratorAssignment.objects.in_force().filter(user=user)
    return areas.filter(pk__in=mine.values("area"))


def is_moderator(user: "User") -> bool:
    return user.is_superuser or areas_of(user).exists()


def require_moderator(user: "User") -> None:
    """The moderators' pages do not exist for anybody else."""
    if not is_moderator(user):
        raise Http404


def require_administrator(user: "User") -> None:
    if not user.is_superuser:
        raise Http404


def towns_of(areas: Iterable[ModerationArea]) -> QuerySet[Municipality]:
    return Municipality.objects.filter(areas__in=areas).order_by()


def versions_in(
    versions: QuerySet[Version], areas: Iterable[ModerationArea]
) -> QuerySet[Version]:
    """Held in the areas; what is nationwide or online alone is where its home is."""
    held = Version.municipalities.through.objects.filter(version=OuterRef("pk"))
    towns = towns_of(areas).values("pk")
    here = Q(Exists(held.filter(municipality__in=towns)), nationwide=False)
    nowhere = Q(nationwide=True) | ~Q(Exists(held))
    return versions.filter(here | nowhere & Q((ENTRY_HOME, towns)))


def activities_in(
    entries: QuerySet[Activity], areas: Iterable[ModerationArea]
) -> QuerySet[Activity]:
    """By the public version, or by any that was sent where none is public."""
    inside = versions_in(Version.objects.exclude(submitted_at=None), areas).order_by()
    public = Q(public_version__in=inside.values("pk"))
    waiting = Q(pk__in=inside.values("activity"), public_version=None)
    return entries.filter(public | waiting)


def _seen_by(
    user: "User",
    rows: QuerySet[ModelType],
    inside: QuerySet[ModelType],
    pk: int,
) -> ModelType:
    """Administrators see what belongs to no area in force, too."""
    require_moderator(user)
    found = (rows if user.is_superuser else inside).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_moderated_version(user: "User", pk: int) -> Version:
    """What was sent once: a draft that nobody sent is the editors' own."""
    sent = Version.objects.exclude(submitted_at=None).select_related(
        "author",
        "activity__organisation__home_municipality",
        "activity__public_version",
    )
    return _seen_by(user, sent, versions_in(sent, areas_of(user)), pk)


def get_moderated_activity(user: "User", pk: int) -> Activity:
    entries = Activity.objects.select_related("organisation", "public_version")
    return _seen_by(user, entries, activities_in(entries, areas_of(user)), pk)


def get_moderated_organisation(user: "User", pk: int) -> Organisation:
    rows = Organisation.objects.select_related("home_municipality__region")
    home = rows.filter(home_municipality__in=towns_of(areas_of(user)).values("pk"))
    return _seen_by(user, rows, home, pk)


def moderates_organisation(user: "User", organisation: Organisation) -> bool:
    if user.is_superuser:
        return True
    area = organisation.home_municipality.area
    return area is not None and areas_of(user).filter(pk=area.pk).exists()


def get_moderated_join_request(user: "User", pk: int) -> JoinRequest:
    rows = JoinRequest.objects.select_related("user", "organisation__home_municipality")
    towns = towns_of(areas_of(user)).values("pk")
    home = rows.filter(organisation__home_municipality__in=towns)
    return _seen_by(user, rows, home, pk)


def get_moderated_report(user: "User", pk: int) -> Report:
    rows = Report.objects.exclude(escalated_at=None).select_related(
        "activity__organisation", "activity__public_version"
    )
    return _seen_by(user, rows, rows.in_areas(areas_of(user)), pk)


def refuse_own_things(user: "User", organisation: Organisation) -> None:
    """Raises PermissionDenied: they may read, and somebody else decides."""
    if is_own(organisation, user):
        raise PermissionDenied
