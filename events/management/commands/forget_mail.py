from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.models import Mail, Receipt

# Long enough to ask "did you get it?".
KEPT = timedelta(days=30)
# A key names what a mail was about and its date. Checks are a year apart at most:
# nothing timed looks back further than twice that.
KEYS_KEPT = timedelta(days=2 * 366)


class Command(BaseCommand):
    """Forgets whom we wrote to and what, and which forms were sent.

    Of a mail with a key an empty row stays, so that timed work does not send it again.
    """

    help = "Empty the mails that were sent, or given up, more than 30 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        old = Mail.objects.settled().filter(created_at__lt=now - KEPT)
        old.filter(key=None).delete()
        old.filter(created_at__lt=now - KEYS_KEPT).delete()
        forgotten = old.exclude(address="").update(
            user=None, address="", subject="", text="", last_error=""
        )
        Receipt.objects.filter(at__lt=now - KEPT).delete()
        self.stdout.write(f"Emptied {forgotten} mails.")
