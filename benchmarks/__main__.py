"""Measure the search page with three facets: `make bench`.

Needs DATABASE_URL, the address of an empty PostgreSQL, as `python -m tests.postgres`
gives it.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import load, report
from benchmarks.pages import PAGES
from benchmarks.report import Row
from benchmarks.site import environment, fill, gunicorn, is_empty
from tests.postgres import leave
from tests.site.sources import ROOT

LISTINGS = 10_000
ROUNDS = 3


def main() -> None:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres") or not is_empty(url):
        raise SystemExit("benchmarks need an empty PostgreSQL: run `make bench`.")
    with tempfile.TemporaryDirectory(prefix="kotopolku-benchmarks-") as name:
        folder = Path(name)
        rows = measure("PostgreSQL", url, folder / "postgresql")
        rows += measure("SQLite", f"sqlite:///{folder}/db.sqlite3", folder / "sqlite")
    report.write(rows)
    tool = "wrk" if load.TOOL else "our own client: install wrk for full speed"
    print(f"\n{LISTINGS:,} listings, {len(PAGES)} pages with three facets, {tool}\n")
    print(report.table(rows))


def measure(engine: str, url: str, folder: Path) -> list[Row]:
    folder.mkdir()
    fill(url, LISTINGS, folder)
    page = f"search page on {engine}"
    alone = _alone(url, folder)
    ours, hello = _requests_per_second(url, folder)
    return [
        Row(f"{page}, beside hello world: requests/s", ours, hello, ours / hello),
        Row(f"{page}: SQL queries", alone["queries"]),
        Row(f"{page}: ms in the process", alone["milliseconds"]),
    ]


def _alone(url: str, folder: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.pages"],
        cwd=ROOT,
        env=environment(url, folder),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _requests_per_second(url: str, folder: Path) -> tuple[float, float]:
    """Of the pages and of hello world in turns: what else runs here slows both."""
    variables = environment(url, folder)
    bare = variables | {"DJANGO_SETTINGS_MODULE": "benchmarks.hello_settings"}
    ours, hello = [], []
    with (
        gunicorn(variables, folder / "site") as site,
        gunicorn(bare, folder / "hello") as other,
    ):
        load.requests_per_second(site, PAGES, folder)
        for number in range(1, ROUNDS + 1):
            hello.append(load.requests_per_second(other, ["/hello/"], folder))
            ours.append(load.requests_per_second(site, PAGES, folder))
            print(f"round {number} of {ROUNDS}: {ours[-1]:.1f} and {hello[-1]:.0f}/s")
    return median(ours), median(hello)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped; nothing is left running.")
    except (load.LoadError, OSError) as error:
        sys.exit(f"Nothing was measured: {error}")
