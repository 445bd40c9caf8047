"""Fill the site with invented organisations and activities."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from activities.demo.content import Entry, write_organisation, write_version
from activities.demo.states import live
from activities.models import Activity, Version
from events.models import Event
from organisations.models import Organisation

DATA = Path(__file__).parents[2] / "data" / "demo"
FILES = ("uusimaa", "finland", "south", "north")
MARK = "(esimerkki)"


class Command(BaseCommand):
    help = "Write the demo organisations and activities, with dates around today."

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
        organisations = self._organisations(files)
        entries = [entry for file in files for entry in file["activities"]]
        for number, entry in enumerate(entries, start=1):
            _write(number, entry, organisations[entry["organisation"]])
            if number % 50 == 0 or number == len(entries):
                self.stdout.write(f"Activities: {number} of {len(entries)}")

    def _organisations(self, files: list[dict[str, Any]]) -> dict[str, Organisation]:
        mona = _person("demo.moderator@example.org", "Mona Malli")
        written = {}
        entries = [entry for file in files for entry in file["organisations"]]
        for number, entry in enumerate(entries, start=1):
            organisation = write_organisation(number, entry)
            organisation.approve(mona)
            written[entry["key"]] = organisation
        self.stdout.write(f"Organisations: {len(written)}")
        return written


def _write(number: int, entry: Entry, organisation: Organisation) -> None:
    contact = entry["contact"]
    hours = contact.get("hours", {})
    activity = Activity(
        pk=number,
        organisation=organisation,
        kind=entry["kind"],
        check_interval=entry.get("interval", 6),
        contact_name=contact.get("name", ""),
        phone=contact.get("phone", ""),
        email=contact.get("email", ""),
        website=contact.get("website", ""),
        **{f"contact_hours_{code}": text for code, text in hours.items()},
    )
    activity.full_clean()
    activity.save(force_insert=True)
    version = write_version(activity, entry)
    editor = _person("demo.editor@example.org", "Aino Malli")
    live(
        activity,
        version,
        entry,
        editor,
        _person("demo.moderator@example.org", "Mona Malli"),
    )


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
    """The same numbers again, so that the same command gives the same addresses."""
    Activity.objects.update(public_version=None)
    Version.objects.all().delete()
    Activity.objects.all().delete()
    Organisation.objects.all().delete()
    Event.objects.all().delete()
