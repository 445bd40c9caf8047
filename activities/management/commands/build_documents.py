"""Write the documents that the search answers from."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.documents import rebuild
from activities.models import Document
from activities.soundness import create_tables, is_sound


class Command(BaseCommand):
    help = (
        "Write every document anew and have each web process load them again; after a "
        "restore too. Stop it at any time, and run it again: searches go on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-missing",
            action="store_true",
            help="do nothing when all are there and as this release writes them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_missing"] and is_sound():
            self.stdout.write("The documents are all there.")
            return
        started = time.monotonic()
        create_tables()
        try:
            rebuild(self._report)
        except KeyboardInterrupt as stop:
            raise CommandError("Stopped. Run the same command again.") from stop
        seconds = time.monotonic() - started
        self.stdout.write(
            f"Documents: {Document.objects.present().count()} ({seconds:.0f} s)"
        )

    def _report(self, done: int, of: int) -> None:
        self.stdout.write(f"Entries: {done} of {of}")
