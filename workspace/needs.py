"""What an entry asks of its editors now, judged by the database in one query."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils import timezone

from activities.models import Activity, Schedule, Version
from activities.models.activity import ENDED_SHOWN_FOR
from events.models import Event
from workspace.access import CLOSED

if TYPE_CHECKING:
    from accounts.models import User

# Reminders go out as long before a check is due.
DUE_SOON = dt.timedelta(days=14)


class Need(models.IntegerChoices):
    """In the order in which people should look at them."""

    RETURNED = 1
    CHECK = 2
    OUTDATED = 3
    ENDED = 4
    DRAFT = 5


def entries_of(user: "User") -> models.QuerySet[Activity]:
    """The entries of the user's organisations, each with its `need` or None."""
    return Activity.objects.editable_by(user).annotate(need=_need())


def needing(entries: models.QuerySet[Activity]) -> models.QuerySet[Activity]:
    """Those of `entries_of` that ask for something, the most important first."""
    asked = entries.filter(Q(need__in=Need.values))
    return asked.order_by(F("need"), "check_due_on", "pk")


def calm(entries: models.QuerySet[Activity]) -> models.QuerySet[Activity]:
    return entries.filter(Q(need__isnull=True))


def with_rows(entries: models.QuerySet[Activity]) -> models.QuerySet[Activity]:
    """Everything that a row draws, in a fixed number of queries."""
    later = Version.objects.filter(
        activity=OuterRef("activity"), number__gt=OuterRef("number")
    )
    newest = Version.objects.filter(~Exists(later)).defer("tokens")
    return entries.select_related("organisation", "public_version").prefetch_related(
        "organisation__home_municipality__areas",
        "public_version__schedules__slots",
        Prefetch(
            "versions",
            newest.prefetch_related("decisions__by", "municipalities__areas"),
        ),
    )


def _need() -> Case:
    no_need = Value(None, output_field=models.PositiveSmallIntegerField())
    mine = Version.objects.filter(activity=OuterRef("pk"))
    shown = Q(public_version__isnull=False, withdrawn_at=None)
    soon = timezone.localdate() + DUE_SOON
    going_on = Q(pk__in=Activity.objects.not_ended().values("pk"))
    return Case(
        When(Q(organisation__state__in=CLOSED), then=no_need),
        When(Q(taken_down_at__isnull=False), then=no_need),
        When(Exists(mine.returned()), then=Value(Need.RETURNED)),
        When(shown & going_on & Q(check_due_on__lte=soon), then=Value(Need.CHECK)),
        When(Exists(mine.drafts()), then=Value(Need.DRAFT)),
        When(Exists(mine.awaiting_review()), then=no_need),
        When(
            shown & going_on & ~Q(public_version__outdated_texts=[]),
            then=Value(Need.OUTDATED),
        ),
        When(shown & _ended_lately() & ~_copied(), then=Value(Need.ENDED)),
        default=no_need,
        output_field=models.PositiveSmallIntegerField(),
    )


def _ended_lately() -> Q:
    since = timezone.localdate() - ENDED_SHOWN_FOR
    schedules = Schedule.objects.filter(version=OuterRef("public_version"))
    lately = Q(end_date__gte=since) | Q(slots__date__gte=since)
    ended = Activity.objects.filter(pk=OuterRef("pk")).exclude(
        pk__in=Activity.objects.not_ended().values("pk")
    )
    return Q(Exists(schedules.filter(lately)), Exists(ended))


def _copied() -> Exists:
    """A copy for the next season was made: nobody needs to be asked again."""
    copies = Event.objects.filter(
        verb="copy",
        target_type="activities.activity",
        target_id=Cast(OuterRef("pk"), CharField()),
    )
    return Exists(copies)
