from typing import Any

from django.core.management.base import BaseCommand

from moderation.digest import send_digests


class Command(BaseCommand):
    help = "Tell moderators what waits for them."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"send_moderation_digest: {send_digests()}")
