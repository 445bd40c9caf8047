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
# Of a site as it may grow to be in all of Finland.
LISTINGS = 10_000
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


def prepare(url: str, folder: Path, listings: int) -> None:
    """Tables, terms and synthetic listings; what is there already stays."""
    steps = [
        "migrate --verbosity=0",
        "load_reference_data",
        f"make_listings {listings}",
    ]
    _manage(url, folder, "collectstatic --no-input --verbosity=0", *steps)


def fill(url: str, listings: int, folder: Path) -> None:
    """The same, and all that a search reads."""
    prepare(url, folder, listings)
    _manage(url, folder, "build_documents --if-missing")
    if url.startswith("postgres"):
        # What autovacuum does within a minute in service.
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


def _manage(url: str, folder: Path, *steps: str) -> None:
    for step in steps:
        print("manage.py", step, flush=True)
        subprocess.run(
            [sys.executable, "manage.py", *step.split()],
            cwd=ROOT,
            env=environment(url, folder),
            check=True,
        )


@contextmanager
def gunicorn(
    variables: Environment,
    folder: Path,
    config: str = f"{ROOT}/deploy/gunicorn.py",
    application: str = "portal.wsgi",
) -> Iterator[int]:
    """The port of two synchronous workers, which end with the block."""
    folder.mkdir()
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", f"--config={config}"),
        *(f"--bind=127.0.0.1:{port}", "--preload", "--no-control-socket"),
        *("--worker-class=sync", f"--workers={WORKERS}", "--threads=1"),
        application,
    ]
    variables = variables | {"BIND": f"127.0.0.1:{port}"}
    with started(command, folder, variables) as process:
        wait_for(port, "/", process)
        yield port
