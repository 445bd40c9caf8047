"""The names of backups in a folder say when they were made."""

import re
from datetime import UTC, datetime
from pathlib import Path

WRITTEN = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"kotopolku-(\d{8}T\d{6}Z)\.tar(\.age)?")


def name_of(moment: datetime, *, is_encrypted: bool) -> str:
    ending = ".tar.age" if is_encrypted else ".tar"
    return f"kotopolku-{moment.astimezone(UTC).strftime(WRITTEN)}{ending}"


def backups(folder: Path) -> list[Path]:
    """Oldest first."""
    return sorted(file for file in folder.iterdir() if NAME.fullmatch(file.name))


def newest(folder: Path) -> datetime | None:
    """When the newest was made; None where there is none to be seen."""
    try:
        names = [NAME.fullmatch(file.name) for file in folder.iterdir()]
    except OSError:
        return None
    moments = [name[1] for name in names if name]
    if not moments:
        return None
    return datetime.strptime(max(moments), WRITTEN).replace(tzinfo=UTC)
