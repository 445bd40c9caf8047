"""PostgreSQL twice: a primary, and a standby that has all that was acknowledged.

docs/operations.md has the same commands for two machines.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from deploy.drill.units import until
from tests.postgres import AS_POSTGRES, make_cluster, program
from tests.serving import free_port

# What a standby calls itself, and what a primary then waits for at each commit.
STANDBY = "standby"
SETTINGS = (
    "listen_addresses=127.0.0.1",
    # For a standby that was away for a while.
    "wal_keep_size=512MB",
    # A standby looks that often whether its primary is back: meanwhile writes wait.
    "wal_retrieve_retry_interval=500ms",
    # And says that often how far it is, when nothing is written.
    "wal_receiver_status_interval=1s",
    "max_connections=200",
)


class Server:
    """One PostgreSQL in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.data = folder / "data"
        folder.mkdir()
        if AS_POSTGRES:
            shutil.chown(folder, "postgres", "postgres")

    @property
    def url(self) -> str:
        return f"postgres://kotopolku@127.0.0.1:{self.port}/kotopolku"

    def run(self, name: str, *arguments: str) -> None:
        """One of PostgreSQL's programs. Raises CalledProcessError."""
        with (self.folder / "programs.log").open("ab") as log:
            subprocess.run(
                [program(name), *arguments],
                check=True,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **AS_POSTGRES,
            )

    def start(self) -> None:
        """Returns when it answers."""
        settings = (
            *SETTINGS,
            f"port={self.port}",
            f"unix_socket_directories={self.folder}",
        )
        options = " ".join(f"-c {setting}" for setting in settings)
        log = f"--log={self.folder}/log"
        self.control("start", "--wait", log, f"--options={options}")

    def control(self, *arguments: str) -> None:
        self.run("pg_ctl", *arguments, f"--pgdata={self.data}")

    def kill(self) -> None:
        """All of its processes at once, with nothing written."""
        self.control("stop", "--mode=immediate")

    def ask(self, statement: str, database: str = "kotopolku") -> list[tuple[object]]:
        """Outside of a transaction; the rows, where the statement has some."""
        url = f"{self.url.rpartition('/')[0]}/{database}"
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def seed(self, primary: "Server") -> None:
        """Begin anew as a copy of a primary, and follow it."""
        shutil.rmtree(self.data, ignore_errors=True)
        source = f"host=127.0.0.1 port={primary.port} user=kotopolku"
        self.run(
            "pg_basebackup",
            f"--dbname={source} application_name={STANDBY}",
            f"--pgdata={self.data}",
            *("--write-recovery-conf", "--checkpoint=fast"),
        )
        self.start()


class Pair:
    def __init__(self, folder: Path) -> None:
        self.primary, self.standby = Server(folder / "a"), Server(folder / "b")
        both = (self.primary, self.standby)
        ports = ",".join(str(server.port) for server in both)
        # libpq asks one after the other, and stays with the one that takes writes.
        self.url = (
            "postgres://kotopolku@/kotopolku?host=127.0.0.1,127.0.0.1"
            f"&port={ports}&target_session_attrs=read-write"
        )

    def start(self) -> None:
        make_cluster(self.primary.folder)
        self.primary.start()
        self.primary.ask("CREATE DATABASE kotopolku", database="postgres")
        self.standby.seed(self.primary)
        self._wait_for_standby()

    def _wait_for_standby(self) -> None:
        """From now on the primary acknowledges nothing that the standby has not."""
        self.primary.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBY}'")
        self.primary.ask("SELECT pg_reload_conf()")
        self.until_in_step()

    def until_in_step(self) -> None:
        states = "SELECT sync_state FROM pg_stat_replication"
        until(
            lambda: ("sync",) in self.primary.ask(states),
            "the standby does not follow",
        )

    def restart(self) -> None:
        """As after a crash; returns when writes are possible again."""
        self.primary.control("stop", "--mode=immediate")
        self.primary.start()
        self.until_in_step()

    def promote(self) -> None:
        """The primary is lost, the standby takes over, and a new standby is made.

        Until then the new primary acknowledges alone: it never had the setting.
        """
        self.primary.kill()
        self.standby.control("promote", "--wait")
        self.primary, self.standby = self.standby, self.primary
        self.standby.seed(self.primary)
        self._wait_for_standby()

    def stop(self) -> None:
        for server in (self.standby, self.primary):
            with suppress(subprocess.CalledProcessError):
                server.kill()


@contextmanager
def pair() -> Iterator[Pair]:
    """In a folder that the user of PostgreSQL can reach, which ends with the block."""
    with TemporaryDirectory(prefix="kotopolku-postgres-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        both = Pair(folder)
        try:
            both.start()
            yield both
        finally:
            both.stop()
