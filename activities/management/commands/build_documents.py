"""Write the documents that the search answers from."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.documents import mend, rebuild, start_epoch
from activities.models import Document
from activities.soundness import create_tables, is_built, is_sound, seems_sound


class Command(BaseCommand):
    help = (
        "Write every document anew and have each web process load them again; after a "
        "restore too. Stop it at any time, and run it again: searches go on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-missing",
            action="store_true",
            help="write only those that are missing or damaged, or made by another "
            "release",
        )
        parser.add_argument(
            "--quick",
            action="store_true",
            help="the same without reading them, for every minute: damage and a build "
            "that was stopped are not seen",
        )
        parser.add_argument(
            "--new-epoch",
            action="store_true",
            help="write none, but have each web process load them again: after the "
            "database has gone back in time",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new_epoch"]:
            start_epoch()
            self.stdout.write("Each web process reads the documents again.")
            return
        quick, some = options["quick"], options["if_missing"] or options["quick"]
        if some and (seems_sound() if quick else is_sound()):
            self.stdout.write("The documents are all there.")
            return
        started = time.monotonic()
        create_tables()
        write = mend if some and is_built() else rebuild
        try:
            write(self._report)
        except KeyboardInterrupt as stop:
            raise CommandError("Stopped. Run the same command again.") from stop
        seconds = time.monotonic() - started
        self.stdout.write(
            f"Documents: {Document.objects.present().count()} ({seconds:.0f} s)"
        )

    def _report(self, done: int, of: int) -> None:
        self.stdout.write(f"Entries: {done} of {of}")
