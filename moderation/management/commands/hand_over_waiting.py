from typing import Any

from django.core.management.base import BaseCommand

from moderation.handing_over import hand_over


class Command(BaseCommand):
    help = "Give what has waited too long to more people."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"hand_over_waiting: {hand_over()}")
