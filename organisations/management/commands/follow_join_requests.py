from typing import Any

from django.core.management.base import BaseCommand

from organisations.following import follow


class Command(BaseCommand):
    help = "Remind of requests to join, and hand over those that nobody answers."

    def handle(self, *args: Any, **options: Any) -> None:
        for what, count in follow().items():
            self.stdout.write(f"{what}: {count}")
