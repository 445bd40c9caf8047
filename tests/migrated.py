"""One database with every migration, made once in a run of the tests and then copied.

All processes of the run find it in one folder, and the first that needs it makes it.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from tests.site.sources import ROOT

FOLDER = "KOTOPOLKU_TEST_RUN"


@contextmanager
def run() -> Iterator[None]:
    """Around all of a run: the folder, and nothing of it afterwards."""
    with tempfile.TemporaryDirectory(prefix="kotopolku_") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]
            if (Path(folder) / "made").exists() and on_postgresql():
                drop(Path(folder).name)


def on_postgresql() -> bool:
    return os.environ["DATABASE_URL"].startswith("postgres")


def empty(name: str, folder: Path) -> str:
    """The URL of an empty database on the engine that the tests run on."""
    if not on_postgresql():
        return f"sqlite:///{folder / name}.sqlite3"
    _on_server(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return _url(name)


def copy(name: str, folder: Path) -> str:
    """The URL of a database with every migration; of SQLite, a file in the folder."""
    template = Path(os.environ[FOLDER]) / "template.sqlite3"
    with (template.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (template.parent / "made").exists():
            _make(template)
            (template.parent / "made").touch()
    if not on_postgresql():
        file = folder / f"{name}.sqlite3"
        shutil.copy(template, file)
        return f"sqlite:///{file}"
    _on_server(
        SQL("CREATE DATABASE {} TEMPLATE {}").format(
            Identifier(name), Identifier(template.parent.name)
        )
    )
    return _url(name)


def drop(name: str) -> None:
    """Also when a thread or a pool still holds a session."""
    _on_server(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _make(template: Path) -> None:
    name = template.parent.name if on_postgresql() else template.stem
    subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": empty(name, template.parent),
        },
        check=True,
    )


def _url(name: str) -> str:
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def _on_server(statement: SQL | psycopg.sql.Composed) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(statement)
