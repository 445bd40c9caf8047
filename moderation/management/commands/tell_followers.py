from typing import Any

from django.core.management.base import BaseCommand

from moderation.following import tell_followers


class Command(BaseCommand):
    help = "Tell moderators what happened to the entries that they follow."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"tell_followers: {tell_followers()}")
