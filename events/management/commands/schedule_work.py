from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule


class Work(NamedTuple):
    command: str
    # Daily in Finnish time; not between three and four, when the clock changes.
    # None: every so many minutes.
    at: time | None
    arguments: tuple[str, ...] = ()
    minutes: int = 1


# Each is a command that may run twice, or once for several days, without harm.
WORK = {
    "Follow requests to join": Work("follow_join_requests", time(6, 20)),
    "Check links": Work("check_links", time(2, 30)),
    "Count views": Work("count_views", time(0, 20)),
    "Pass on what people told us": Work("follow_feedback", time(6, 30)),
    "Remind people to check": Work("remind", time(6, 40)),
    "Hand over what has waited": Work("hand_over_waiting", time(6, 50)),
    "Tell moderators what waits": Work("send_moderation_digest", time(7, 0)),
    "Tell who follows an entry": Work("tell_followers", time(7, 10)),
    "Bring documents up to date": Work("refresh_documents", time(0, 10)),
    "Build what is missing": Work("build_documents", None, ("--if-missing",), 60),
    "Build what was lost just now": Work("build_documents", None, ("--quick",)),
    "Forget ended sessions": Work("clearsessions", time(4, 10)),
    "Send what is due": Work("send_mail", None, ("--queue",)),
    "Forget old mail": Work("forget_mail", time(4, 20)),
    "Forget people": Work("forget_people", time(4, 30)),
}
RUN = "django.core.management.call_command"


class Command(BaseCommand):
    """Makes the queue's timetable equal to WORK; run again it changes nothing.

    What was due while the queue stood still stays due. Jobs that other code asked
    for are left alone.
    """

    help = "Tell the queue which commands to run, and when."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        ours = Schedule.objects.filter(func=RUN)
        for schedule in ours.exclude(name__in=WORK):
            schedule.delete()
            self.stdout.write(f"{schedule.name}: no longer")
        for name, work in WORK.items():
            schedule = ours.filter(name=name).first() or Schedule(name=name, func=RUN)
            arrange(schedule, work)
            self.stdout.write(
                f"{name}: {work.command}, {often(work)}, "
                f"next {timezone.localtime(schedule.next_run):%Y-%m-%d}"
            )


def often(work: Work) -> str:
    if work.at:
        return f"daily at {work.at:%H:%M}"
    return "every minute" if work.minutes == 1 else f"every {work.minutes} minutes"


def arrange(schedule: Schedule, work: Work) -> None:
    schedule.args = repr((work.command, *work.arguments))
    schedule.schedule_type = Schedule.DAILY if work.at else Schedule.MINUTES
    schedule.minutes = None if work.at else work.minutes
    is_new = schedule.pk is None
    if work.at and (is_new or timezone.localtime(schedule.next_run).time() != work.at):
        schedule.next_run = next_time(work.at)
    schedule.full_clean()
    schedule.save()


def next_time(at: time) -> datetime:
    """When a Finnish clock shows this next."""
    now = timezone.localtime()
    today = datetime.combine(now, at, now.tzinfo)
    return today if today > now else today + timedelta(days=1)
