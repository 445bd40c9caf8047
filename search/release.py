"""What draws the pages: the files of this release, in a few letters."""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

DRAWING = (".py", ".html", ".mo", ".js", ".css", ".svg", ".txt", ".json", ".csv")


@cache
def release() -> str:
    """Another one where a page might be drawn otherwise; the same on every machine."""
    found = blake2b(settings.SITE_URL.encode(), digest_size=9)
    for file in sorted(_files(settings.BASE_DIR)):
        found.update(file.name.encode() + file.read_bytes())
    return found.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    """Code, templates, translations and static files; nothing that was uploaded."""
    packages = [file.parent for file in root.glob("*/__init__.py")]
    yield root / "requirements.txt"
    for folder in (*packages, root / "templates", root / "locale", root / "static"):
        yield from (file for file in folder.rglob("*") if file.suffix in DRAWING)
