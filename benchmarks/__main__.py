"""Measure everything, or the named groups: `python -m benchmarks [GROUP …]`.

Starts a PostgreSQL of its own. Each group is measured by a process of its own on an
empty database, and may fail without the others.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from benchmarks import report
from benchmarks.report import Row
from benchmarks.site import LISTINGS, fill
from tests.postgres import FAST, leave, running
from tests.site.sources import ROOT

# Group -> what is called with the URL of its database and a folder, and more.
GROUPS: dict[str, tuple[str, tuple[int, ...]]] = {
    "core-10k": ("benchmarks.searches", (10_000,)),
    "core-100k": ("benchmarks.searches", (100_000,)),
    "core-1m": ("benchmarks.limit", ()),
    "page": ("benchmarks.pages", ()),
    "writes": ("benchmarks.writes", ()),
    "start": ("benchmarks.start", ()),
}
# These begin with a copy of one and the same site.
FILLED = ("page", "writes")
# As one would set it for these tables: the rivals shall be at their best.
SETTINGS = ["shared_buffers=1GB", "work_mem=64MB", "jit=off"]
FAILED = "Nothing was measured"


def main(names: Sequence[str]) -> None:
    groups = [one for one in GROUPS if not names or one.startswith(tuple(names))]
    if not groups:
        raise SystemExit(f"Groups are: {', '.join(GROUPS)}.")
    FAST.extend(SETTINGS)
    with (
        tempfile.TemporaryDirectory(prefix="kotopolku-benchmarks-") as name,
        running() as url,
    ):
        if set(groups) & set(FILLED):
            fill(database(url, "site"), LISTINGS, Path(name) / "site")
        measured = {group: measure(group, url, Path(name)) for group in groups}
    rows = [row for found in measured.values() for row in found or ()]
    report.update(rows)
    print(f"\n{report.table(rows)}")
    if failed := [group for group, found in measured.items() if found is None]:
        raise SystemExit(f"{FAILED}: {', '.join(failed)}")


def measure(group: str, server: str, scratch: Path) -> list[Row] | None:
    """The rows of a group, or None where it failed."""
    print(f"\n{group}", flush=True)
    started = time.monotonic()
    folder = scratch / group
    folder.mkdir()
    url = database(server, group, "site" if group in FILLED else "template1")
    code = _run_to_its_end(group, folder, url)
    with psycopg.connect(server, autocommit=True) as connection:
        drop = SQL("DROP DATABASE {} WITH (FORCE)")
        connection.execute(drop.format(Identifier(group)))
    print(f"{group}: {time.monotonic() - started:.0f} s", flush=True)
    return None if code else report.read(folder / "rows.json")


def _run_to_its_end(group: str, folder: Path, url: str) -> int:
    """Its exit code; stopped, it ends its own servers before we go on."""
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks", f"--into={folder}", group],
        env=os.environ | {"DATABASE_URL": url},
        cwd=ROOT,
    )
    try:
        return child.wait()
    except BaseException:
        child.terminate()
        child.wait()
        raise


def database(server: str, name: str, template: str = "template1") -> str:
    """The URL of a new one, a copy of another."""
    with psycopg.connect(server, autocommit=True) as connection:
        create = SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(Identifier(name), Identifier(template)))
    return f"{server.rpartition('/')[0]}/{name}"


def measure_here(folder: Path, group: str) -> None:
    module, arguments = GROUPS[group]
    measured = import_module(module).measure(
        os.environ["DATABASE_URL"], folder, *arguments
    )
    report.write(measured, folder / "rows.json")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    first, *rest = sys.argv[1:] or [""]
    try:
        if first.startswith("--into="):
            measure_here(Path(first.partition("=")[2]), *rest)
        else:
            main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped; nothing is left running.")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"{FAILED}: {error}")
