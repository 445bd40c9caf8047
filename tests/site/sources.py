"""The project's own files, as the tests of the whole site read them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Imports point only to the left; portal is the project around them.
APPS = (
    "events",
    "textanalysis",
    "accounts",
    "regions",
    "organisations",
    "activities",
    "search",
    "feedback",
    "freshness",
    "workspace",
    "moderation",
)


@cache
def files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep, relative to the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = sorted(set(listing.stdout.split("\0")) - {""})
    return tuple(Path(name) for name in names if (ROOT / name).is_file())


def written_by_hand(*suffixes: str) -> list[Path]:
    """The files with these suffixes, without migrations, which are generated."""
    return [
        file
        for file in files()
        if file.suffix in suffixes and "migrations" not in file.parts
    ]


def read(file: Path) -> str:
    return (ROOT / file).read_text(encoding="utf-8")
