from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from freshness.counting import count_log


class Command(BaseCommand):
    help = "Count the views and the searches without results that the log has."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.VIEW_LOG:
            lines = count_log(Path(settings.VIEW_LOG))
            self.stdout.write(f"{lines} lines counted")
