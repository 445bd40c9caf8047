from typing import Any

from django.core.management.base import BaseCommand

from freshness.checking import check_links


class Command(BaseCommand):
    """Each address once a week; run daily, so that a run has little to do."""

    help = "Check that the websites which entries link to still answer."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{check_links()} addresses asked for")
