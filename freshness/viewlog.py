"""The log of views: one line for each, with a day and a number and nobody's address.

No page writes to the database to be counted: `manage.py count_views` reads the lines.
"""

import fcntl
import logging
import os
import re
from pathlib import Path

from django.http import HttpRequest
from django.utils import timezone

# Programs that read pages, by what they say of themselves.
BOTS = re.compile(
    r"bot|crawl|spider|slurp|scrap|preview|monitor|check|fetch|facebookexternalhit"
    r"|whatsapp|curl|wget|python|java/|go-http|httpclient|headless|lighthouse|feed",
    re.IGNORECASE,
)


class ByPeople(logging.Filter):
    """Keeps what a person looked at: no bots, no HEAD, nothing fetched beforehand."""

    def filter(self, record: logging.LogRecord) -> bool:
        request: HttpRequest | None = getattr(record, "request", None)
        return request is None or is_by_a_person(request)


def is_by_a_person(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    purposes = [request.headers.get(n, "") for n in ("Purpose", "Sec-Purpose", "X-Moz")]
    return (
        request.method == "GET"
        and bool(agent)
        and not BOTS.search(agent)
        and not any("prefetch" in purpose for purpose in purposes)
    )


class LineHandler(logging.Handler):
    """Appends whole lines to a file that many processes share and one may rename."""

    def __init__(self, filename: str) -> None:
        super().__init__()
        self.path = Path(filename)
        self.addFilter(ByPeople())

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.name.rpartition(".")[2]
        line = f"{timezone.localdate()} {kind} {record.getMessage()}\n"
        try:
            append(self.path, line)
        except OSError:
            # A page is shown whether or not it can be counted.
            logging.getLogger("kotopolku").warning("Cannot write to %s", self.path)


def append(path: Path, line: str) -> None:
    """Write a line to the file that has this name now, and to no other."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    while True:
        file = os.open(path, flags, 0o640)
        try:
            fcntl.flock(file, fcntl.LOCK_SH)
            # Renamed since it was opened: its lines may be counted by now.
            if is_at(path, file):
                os.write(file, line.encode())
                return
        finally:
            os.close(file)


def is_at(path: Path, file: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


def lines_of(path: Path) -> list[str]:
    """Of a renamed file, once everybody who writes to it is ready."""
    with path.open(encoding="utf-8", errors="replace") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        return file.read().splitlines()
