from typing import Any

from django.core.management.base import BaseCommand

from freshness.reminding import remind


class Command(BaseCommand):
    help = "Remind the people of entries to check them; tell what was hidden or ended."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind()} mails posted")
