from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_q.models import OrmQ
from django_q.tasks import async_task

from events import complaints
from events.delivery import deliver
from events.models import Mail

# A job for each mail, so that a queue that is told to end waits for one mail only.
AT_ONCE = 500
# More jobs than this wait: what is due has its jobs already.
BUSY = 50


class Command(BaseCommand):
    """Sends what is due: mails whose job got lost, and those that had to wait.

    The job of each mail is the fast way. This one needs no job.
    """

    help = "Send the mails that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--queue", action="store_true", help="Let the queue send them."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        due = list(Mail.objects.due().values_list("pk", flat=True))
        if not options["queue"]:
            sent = sum(deliver(mail_id) for mail_id in due)
            self.stdout.write(f"Sent {sent} of {len(due)} mails.")
        elif OrmQ.objects.count() < BUSY:
            for mail_id in due[:AT_ONCE]:
                async_task("events.delivery.deliver", mail_id, save=False)
        complaints.tell_administrators()
