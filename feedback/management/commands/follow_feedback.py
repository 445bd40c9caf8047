from typing import Any

from django.core.management.base import BaseCommand

from events.transitions import StateChanged
from feedback.digests import tell_moderators
from feedback.models import Missed, Report


class Command(BaseCommand):
    """May run at any time and any number of times: each thing happens once."""

    help = "Pass on reports that nobody answered and wishes; forget old ones."

    def handle(self, *args: Any, **options: Any) -> None:
        escalated = 0
        for report in Report.objects.unanswered():
            try:
                report.escalate()
            except StateChanged:
                # Answered just now, or passed on by another process.
                continue
            escalated += 1
        told = tell_moderators()
        forgotten = Report.objects.all().forget_addresses()
        Report.objects.all().forget_texts()
        Missed.objects.old().delete()
        self.stdout.write(
            f"{escalated} reports passed on, {told} wishes told, "
            f"{forgotten} addresses forgotten"
        )
