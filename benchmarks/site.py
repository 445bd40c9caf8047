"""A site with synthetic listings, and gunicorn in front of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.serving import HOST, free_port, started, wait_for
from tests.site.sources import ROOT

WORKERS = 2
Environment = dict[str, str]


def environment(url: str, folder: Path) -> Environment:
    """Only what production sets, on the database of the benchmark."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "SECRET_KEY": "a1B2c3D4" * 8,
        "SITE_URL": f"http://{HOST}",
        "DATABASE_URL": url,
        "BENCHMARK_STATIC_ROOT": str(folder / "static"),
    }


def is_empty(url: str) -> bool:
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    return found == (0,)


def fill(url: str, listings: int, folder: Path) -> None:
    for step in (
        ["collectstatic", "--no-input", "--verbosity=0"],
        ["migrate", "--verbosity=0"],
        ["load_reference_data"],
        ["make_listings", str(listings)],
    ):
        print("manage.py", *step, flush=True)
        subprocess.run(
            [sys.executable, "manage.py", *step],
            cwd=ROOT,
            env=environment(url, folder),
            check=True,
        )
    if url.startswith("postgres"):
        # What autovacuum does within a minute in service.
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


@contextmanager
def gunicorn(variables: Environment, folder: Path) -> Iterator[int]:
    """The port of two synchronous workers, which end with the block."""
    folder.mkdir()
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", f"--config={ROOT}/deploy/gunicorn.py"),
        *("--worker-class=sync", f"--workers={WORKERS}", "--threads=1"),
        "portal.wsgi",
    ]
    variables = variables | {"BIND": f"127.0.0.1:{port}"}
    with started(command, folder, variables) as process:
        wait_for(port, "/", process)
        yield port
