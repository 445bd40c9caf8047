import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from portal.backups import archive, databases, folders


class Command(BaseCommand):
    """The site may be in use. Whoever has the file has everything: keep it well."""

    help = "Write database and media of this moment into one new file of a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", default=settings.BACKUP_FOLDER, help="BACKUP_FOLDER"
        )
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="remove older ones afterwards: only the newest N stay",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        keep = options["keep"]
        if not options["folder"] or (keep is not None and keep < 1):
            raise CommandError("Name a folder, and keep one backup at least.")
        folder = Path(options["folder"])
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        now, recipient = datetime.now(UTC), settings.BACKUP_RECIPIENT
        target = folder / folders.name_of(now, is_encrypted=bool(recipient))
        try:
            written = write(target, now, recipient)
        except (OSError, archive.BrokenError, databases.ToolError) as error:
            raise CommandError(str(error)) from error
        size = target.stat().st_size
        self.stdout.write(f"{target}: {written} rows, {size} bytes")
        for old in folders.backups(folder)[:-keep] if keep else ():
            old.unlink()
            self.stdout.write(f"{old}: removed")


def write(target: Path, now: datetime, recipient: str) -> int:
    """The number of rows written."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as name:
        dump = Path(name) / "dump"
        applied = MigrationRecorder(connection).applied_migrations()
        rows = databases.dump(dump)
        # The dump first: a picture that comes later is too many, and none is missing.
        archive.pack(
            target,
            members(dump),
            recipient,
            engine=databases.engine(),
            made_at=now.isoformat(),
            migrations=sorted(".".join(one) for one in applied),
            rows=rows,
        )
    return sum(rows.values())


def members(dump: Path) -> Iterator[tuple[str, Path]]:
    yield archive.DUMP, dump
    media = Path(settings.MEDIA_ROOT)
    for path in sorted(media.rglob("*")):
        name = path.relative_to(media)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield f"{archive.MEDIA}/{name.as_posix()}", path
