"""Fill the site with invented organisations and activities."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from activities.demo.content import (
    Codes,
    write_activity,
    write_organisation,
    write_version,
)
from activities.demo.states import live
from activities.models import Activity, Document, Index, Version
from events.models import Event
from organisations.models import Organisation

DATA = Path(__file__).parents[2] / "data" / "demo"
FILES = ("uusimaa", "finland", "south", "north")
MARK = "(esimerkki)"


class Command(BaseCommand):
    help = (
        "Write the demo organisations and activities, with dates around today. Run "
        "build_documents afterwards."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing when there is an organisation already",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Organisation.objects.exists():
            self.stdout.write("There are organisations already: nothing to do.")
            return
        _refuse_real_data()
        _clear()
        files = [
            json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in FILES
        ]
        editor = _person("demo.editor@example.org", "Aino Malli")
        moderator = _person("demo.moderator@example.org", "Mona Malli")
        organisations = self._organisations(files, moderator)
        entries = [entry for file in files for entry in file["activities"]]
        codes = Codes()
        for number, entry in enumerate(entries, start=1):
            activity = write_activity(
                number, entry, organisations[entry["organisation"]]
            )
            version = write_version(activity, entry, codes)
            live(activity, version, entry, editor, moderator)
            if number % 50 == 0 or number == len(entries):
                self.stdout.write(f"Activities: {number} of {len(entries)}")
        _go_on_numbering()

    def _organisations(
        self, files: list[dict[str, Any]], moderator: User
    ) -> dict[str, Organisation]:
        written = {}
        entries = [entry for file in files for entry in file["organisations"]]
        for number, entry in enumerate(entries, start=1):
            organisation = write_organisation(number, entry)
            organisation.approve(moderator)
            written[entry["key"]] = organisation
        self.stdout.write(f"Organisations: {len(written)}")
        return written


def _person(email: str, name: str) -> User:
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, name=name)


def _refuse_real_data() -> None:
    marked = Q(name_fi__contains=MARK) | Q(name_sv__contains=MARK)
    if Organisation.objects.exclude(marked).exists():
        raise CommandError(
            "There are real organisations here. The demo data goes into an empty "
            "database only."
        )


def _clear() -> None:
    """The same numbers again, so that the same command gives the same addresses.

    Nothing is built any more: each entry goes through a whole life, and only its end
    is worth a document.
    """
    Index.objects.all().delete()
    Document.objects.all().delete()
    Activity.objects.update(public_version=None)
    Version.objects.all().delete()
    Activity.objects.all().delete()
    Organisation.objects.all().delete()
    # The log itself refuses: only what never happened may be taken out of it.
    QuerySet(Event).delete()


def _go_on_numbering() -> None:
    """After the numbers given here; PostgreSQL would begin with 1 again."""
    models = [Organisation, Activity]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)
