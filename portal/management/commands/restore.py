import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.backups import archive, databases


class Command(BaseCommand):
    """Everything is read and compared with its checksums before anything is changed.

    Web processes and the queue may go on, but what they write meanwhile is lost.
    """

    help = "Bring database and media back from a file of `manage.py backup`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--identity", default="", help="file with the private key of age"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="into a database that is not empty: all that is in it is lost",
        )
        parser.add_argument(
            "--check", action="store_true", help="only say whether the file is whole"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        media = Path(settings.MEDIA_ROOT)
        media.mkdir(parents=True, exist_ok=True)
        # On the same disk, so that pictures only change their names.
        with tempfile.TemporaryDirectory(dir=media, prefix=".restore-") as name:
            try:
                self._restore(Path(name), media, options)
            except (OSError, archive.BrokenError, databases.ToolError) as error:
                raise CommandError(str(error)) from error

    def _restore(self, folder: Path, media: Path, options: dict[str, Any]) -> None:
        manifest = archive.unpack(options["file"], folder, options["identity"])
        self.stdout.write(
            f"Whole: {sum(manifest.rows.values())} rows and "
            f"{len(manifest.checksums) - 1} media files of {manifest.made_at}"
        )
        if options["check"]:
            return
        refuse_other_kinds(manifest)
        if not options["replace"] and not databases.is_empty():
            raise CommandError(
                "The database is not empty. With --replace, all that is in it is lost."
            )
        # Nobody asks for pictures that no row names.
        move_media(folder / archive.MEDIA, media)
        databases.load(folder / archive.DUMP)
        if databases.rows() != manifest.rows:
            raise CommandError("The database does not have the rows of the backup.")
        # The backup may be of an earlier release.
        call_command("migrate", interactive=False, stdout=self.stdout)
        call_command("build_documents", "--new-epoch", stdout=self.stdout)


def refuse_other_kinds(manifest: archive.Manifest) -> None:
    """Of another engine, or with migrations that this release does not have."""
    if manifest.engine != databases.engine():
        raise CommandError(
            f"This is a backup of {manifest.engine}: DATABASE_URL must name one."
        )
    known = MigrationLoader(connection).disk_migrations
    newer = sorted(set(manifest.migrations) - {".".join(one) for one in known})
    if newer:
        raise CommandError(f"Made by a newer release, with {', '.join(newer)}.")


def move_media(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            # As uploads are: nginx reads them.
            path.chmod(0o644)
            path.replace(place)
