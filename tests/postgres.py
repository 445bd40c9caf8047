"""A PostgreSQL for one command: `python -m tests.postgres make …`.

Starts a server in a temporary folder, reachable through a socket in that folder only,
runs the command with DATABASE_URL set, and stops the server however the command ends.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn
from urllib.parse import quote

import psycopg

# PostgreSQL refuses to run as root.
AS_POSTGRES: dict[str, Any] = (
    {"user": "postgres", "group": "postgres", "extra_groups": []}
    if os.geteuid() == 0
    else {}
)
# Nothing here must survive a crash, and the tests write much.
FAST = [
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("wal_level=minimal", "max_wal_senders=0", "max_wal_size=4GB"),
    *("checkpoint_timeout=1h", "autovacuum=off", "jit=off"),
]
START_SECONDS = 30


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, of the newest version installed."""
    debian = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(debian, key=lambda path: int(path.parts[4]), default=None)
    found = str(newest) if newest else shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is missing: install PostgreSQL.")
    return found


def make_cluster(folder: Path) -> Path:
    if AS_POSTGRES:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    subprocess.run(
        [
            program("initdb"),
            f"--pgdata={data}",
            "--username=kotopolku",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        **AS_POSTGRES,
    )
    return data


def make_database(folder: Path, server: subprocess.Popen[Any]) -> str:
    """Wait until the server answers, make a database in it and return its URL."""
    address = f"host={folder} user=kotopolku dbname="
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with psycopg.connect(address + "postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE kotopolku")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return f"postgres://kotopolku@{quote(str(folder), safe='')}/kotopolku"
    raise SystemExit((folder / "log").read_text() or "PostgreSQL did not start.")


def stop(server: subprocess.Popen[Any]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=START_SECONDS)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


@contextmanager
def running() -> Iterator[str]:
    """The URL of an empty database, on a server that lives as long as the block."""
    with tempfile.TemporaryDirectory(prefix="kotopolku-postgres-") as name:
        folder = Path(name)
        data = make_cluster(folder)
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", *FAST]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [program("postgres"), f"-D{data}"]
                + [f"--{setting}" for setting in settings],
                cwd=folder,
                stdout=log,
                stderr=log,
                # Ctrl-C goes to the command; the server stops after it.
                start_new_session=True,
                **AS_POSTGRES,
            )
        try:
            yield make_database(folder, server)
        finally:
            stop(server)


def run(command: Sequence[str]) -> int:
    """The exit code of the command, run with DATABASE_URL set."""
    with running() as url:
        child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
        try:
            return child.wait()
        except KeyboardInterrupt:
            # The command got the same Ctrl-C and ends by itself.
            return child.wait()
        except SystemExit:
            child.terminate()
            child.wait()
            raise


def leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    sys.exit(run(sys.argv[1:]))
