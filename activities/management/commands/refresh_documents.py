from typing import Any

from django.core.management.base import BaseCommand

from activities.documents import refresh


class Command(BaseCommand):
    help = "Bring the dates ahead into the documents, and forget old removed ones."

    def handle(self, *args: Any, **options: Any) -> None:
        refresh()
        self.stdout.write("The documents are as of today.")
