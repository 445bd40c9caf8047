import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.models import Mail

SHOWN = 50


class Command(BaseCommand):
    """Ends with 1 when a mail waits for more than a day or was given up.

    It names mails by number, not by address, so that what it prints may be shown.
    """

    help = "Say what waits in the outbox, and what could not be sent."

    def handle(self, *args: Any, **options: Any) -> None:
        mails = Mail.objects
        overdue, failed = mails.overdue(), mails.failed()
        self.stdout.write(
            f"{mails.waiting().count()} waiting, {mails.sent().count()} sent, "
            f"{failed.count()} given up."
        )
        for words, some in (("Waits", overdue), ("Given up", failed)):
            for mail in some[:SHOWN]:
                self.stdout.write(f"{words}: {line(mail)}")
        if overdue or failed:
            sys.exit(1)


def line(mail: Mail) -> str:
    since = timezone.localtime(mail.created_at)
    parts = [f"{mail.pk} {mail.name} of {since:%Y-%m-%d %H:%M}, {mail.tries} tries"]
    if mail.last_error:
        parts.append(mail.last_error.replace(mail.address, "(address)"))
    return "; ".join(parts)
