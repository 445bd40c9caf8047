"""What whoever runs the portal watches; docs/operations.md says when to act."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django_q.models import OrmQ, Task

from activities.models import Activity, Document, Index
from activities.soundness import seems_sound
from events.models import Mail
from moderation.kinds import KINDS
from portal.backups import folders
from portal.metrics import Gauge
from search.live import live

DAY = timedelta(days=1)
Values = dict[str, float]


def age(moment: datetime | None) -> float:
    """In seconds; of nothing, nought."""
    return max((timezone.now() - moment).total_seconds(), 0) if moment else 0


def oldest(rows: QuerySet[Any], since: str) -> float:
    return age(rows.aggregate(oldest=Min(since))["oldest"])


def jobs() -> QuerySet[Any]:
    """A job that somebody works on is locked until it would be given out again."""
    free: QuerySet[Any] = OrmQ.objects.filter(lock__lte=timezone.now())
    return free


def failed_jobs() -> int:
    failed = Task.objects.filter(success=False)
    return int(failed.filter(stopped__gte=timezone.now() - DAY).count())


def overdue_entries() -> int:
    return Activity.objects.public().overdue().count()


def changes_behind() -> Values:
    """Of the process that answers this, before its next search."""
    index = live.index
    counter = Index.objects.ready().values_list("counter", flat=True).first()
    if index is None or counter is None:
        return {}
    return {"": max(counter - index.mark.counter, 0)}


def waiting() -> Values:
    return {
        f'kind="{name}"': kind.waiting().aggregate(number=Count("pk"))["number"]
        for name, kind in KINDS.items()
    }


def oldest_waiting() -> Values:
    return {
        f'kind="{name}"': oldest(kind.waiting(), kind.since)
        for name, kind in KINDS.items()
    }


def backup_age() -> Values:
    folder = settings.BACKUP_FOLDER
    made_at = folders.newest(Path(folder)) if folder else None
    return {"": age(made_at)} if made_at else {}


def one(read: Callable[[], float]) -> Callable[[], Values]:
    """A gauge without labels."""
    return lambda: {"": read()}


GAUGES = (
    Gauge(
        "index_loaded",
        "Whether this process searches in memory.",
        one(lambda: int(live.index is not None)),
    ),
    Gauge("backup_age_seconds", "Since the newest backup was begun.", backup_age),
    Gauge("jobs_waiting", "Jobs that nobody has begun.", one(lambda: jobs().count())),
    Gauge(
        "oldest_job_seconds",
        "How long the oldest of them waits.",
        one(lambda: oldest(jobs(), "lock")),
    ),
    Gauge("jobs_failed", "Jobs that failed in the last day.", one(failed_jobs)),
    Gauge(
        "mails_waiting",
        "Mails in the outbox.",
        one(lambda: Mail.objects.waiting().count()),
    ),
    Gauge(
        "oldest_mail_seconds",
        "How long the oldest of them waits.",
        one(lambda: oldest(Mail.objects.waiting(), "created_at")),
    ),
    Gauge(
        "mails_given_up",
        "Mails that could not be sent, of 30 days.",
        one(lambda: Mail.objects.failed().count()),
    ),
    Gauge(
        "documents",
        "Entries that the search knows.",
        one(lambda: Document.objects.present().count()),
    ),
    Gauge(
        "documents_sound",
        "Whether each public entry has its document.",
        one(lambda: int(seems_sound())),
    ),
    Gauge(
        "index_changes_behind",
        "Changes that this process has not read yet.",
        changes_behind,
    ),
    Gauge(
        "entries_overdue",
        "Public entries that nobody has confirmed in time.",
        one(overdue_entries),
    ),
    Gauge("waiting", "What waits for moderators.", waiting),
    Gauge("oldest_waiting_seconds", "How long the oldest waits.", oldest_waiting),
)
