from typing import Any

from django.core.management.base import BaseCommand

from accounts.retention import forget_old


class Command(BaseCommand):
    """May run at any time and any number of times."""

    help = "Forget what nobody needs any more of people (docs/privacy.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        for what, count in forget_old().items():
            self.stdout.write(f"{what}: {count}")
