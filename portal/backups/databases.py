"""The database as one file, by the tools of its engine. docs/adr/026 says why."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

Rows = dict[str, int]
# What stands behind the "?" of DATABASE_URL, as PostgreSQL's programs read it.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}


class ToolError(Exception):
    """A tool of the database is missing, or says that it failed."""


def engine() -> str:
    return str(connection.vendor)


def is_empty() -> bool:
    return not connection.introspection.table_names()


def dump(file: Path) -> Rows:
    """Write all of one moment into a new file; the number of rows of each table then.

    Raises ToolError.
    """
    if engine() == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        return rows_of_file(file)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        what = ("--format=custom", f"--snapshot={snapshot}", f"--file={file}")
        _ask_server("pg_dump", *what)
        return rows()


def load(file: Path) -> None:
    """Put the dump in the place of everything that is there, all of it or nothing.

    Raises ToolError.
    """
    if engine() == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as source:
            source.backup(cast(Any, connection.connection))
        return
    script = file.with_suffix(".sql")
    # A file between them: psql would take the half of a script that breaks for all.
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file))
    _ask_server(
        "psql",
        *("--no-psqlrc", "--quiet", "--single-transaction", "--output=/dev/null"),
        *("--set=ON_ERROR_STOP=1", f"--command={_drops()}", f"--file={script}"),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def rows() -> Rows:
    """The number of rows of each table."""
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in _tables()}


def rows_of_file(file: Path) -> Rows:
    with closing(sqlite3.connect(file)) as copy:
        return {table: _count(copy.cursor(), table) for table in _tables()}


def _count(cursor: Any, table: str) -> int:
    name = connection.ops.quote_name(table)
    cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - a table's name
    return int(cursor.fetchone()[0])


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _drops() -> str:
    names = ", ".join(map(connection.ops.quote_name, _tables()))
    return f"DROP TABLE {names} CASCADE" if names else "SELECT 1"


def _ask_server(program: str, *arguments: str) -> None:
    """With the connection of Django; its password is in no list of processes."""
    command, environment = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, arguments
    )
    options = connection.settings_dict["OPTIONS"]
    places = {ours: str(options[n]) for n, ours in VARIABLES.items() if n in options}
    _run(program, *command[1:], **places | (environment or {}))


def _run(program: str, *arguments: str, **environment: str) -> None:
    try:
        subprocess.run(  # noqa: S603 - a program of ours, and no shell
            [program, *arguments],
            env=os.environ | environment,
            check=True,
            stderr=subprocess.PIPE,
            text=True,
        )
    except FileNotFoundError as error:
        raise ToolError(f"{program} is missing: install postgresql-client.") from error
    except subprocess.CalledProcessError as error:
        raise ToolError(f"{program}: {error.stderr.strip()}") from error
