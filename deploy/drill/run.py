"""Break everything while people use it: `make drill`, or `make drill-short`.

docs/operations.md says what it shows; ends with 1 when a target was missed.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import django

from benchmarks.report import commit
from deploy.drill import journal, verdict
from deploy.drill.cluster import Cluster, started
from deploy.drill.faults import FULL, SHORT, Plan, breaking
from deploy.drill.tables import Tables
from tests.site.sources import ROOT

if TYPE_CHECKING:
    from deploy.drill.people import Start

LATEST = ROOT / "deploy/drill/latest.json"
APPROVALS = 6


def drill(plan: Plan, folder: Path) -> tuple[journal.Record, Tables, list[str]]:
    """In an empty folder, where the journal and what all processes said remain.

    The last are approvals on one node that a search on the other one did not find,
    after all that has happened to both.
    """
    file, own = folder / "journal", folder / "cluster"
    own.mkdir()
    with started(own, listings=plan.listings, demo=plan.demo) as cluster:
        start = _prepared(cluster, plan)
        with file.open("w") as written:
            _use_and_break(cluster, plan, start, journal.Journal(written))
        tables = _tables(cluster, start)
        unseen = _unseen(cluster)
    with file.open() as lines:
        return journal.read(lines), tables, unseen


def _prepared(cluster: Cluster, plan: Plan) -> "Start":
    os.environ.update(cluster.environment)
    django.setup()
    from django.db import connection
    from django.db.backends.postgresql.base import DatabaseWrapper

    from deploy.drill.people import prepare

    start = prepare(plan.people)
    connection.close()
    if isinstance(connection, DatabaseWrapper):
        connection.close_pool()
    return start


def _use_and_break(
    cluster: Cluster, plan: Plan, start: "Start", written: journal.Journal
) -> None:
    from deploy.drill.traffic import Traffic, people

    traffic = Traffic([*people(cluster.url, start, written)], plan.a_second)
    print(f"{plan.people} people are signed in", flush=True)
    traffic.begin()
    try:
        breaking(cluster, plan, written, traffic.done)
    finally:
        traffic.stop()


def _tables(cluster: Cluster, start: "Start") -> Tables:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "deploy.drill.tables"),
            *(str(start.entry), str(start.version)),
        ],
        cwd=ROOT,
        env=cluster.environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    return Tables(**json.loads(run.stdout))


def _unseen(cluster: Cluster) -> list[str]:
    from deploy.drill.agreeing import unseen

    return unseen(cluster, APPROVALS)


def details(record: journal.Record, tables: Tables) -> list[str]:
    """What a number alone does not say."""
    lines = []
    bad = Counter(
        f"{one.kind} {one.status or 'no answer'}"
        for one in record.requests
        if not one.went_well
    )
    lines += [f"not well: {what}, {times} times" for what, times in sorted(bad.items())]
    seconds: dict[str, list[float]] = {}
    for fault, took in zip(record.faults, verdict.recoveries(record), strict=True):
        seconds.setdefault(fault.kind, []).append(round(took, 2))
    lines += [f"recovered from {kind}: {took} s" for kind, took in seconds.items()]
    wrong = {
        "lost": verdict.lost(record, tables),
        "twice": verdict.duplicates(record, tables),
        "public without a decision": tables.unapproved,
        "log against rows": tables.disagreeing,
    }
    for what, found in wrong.items():
        lines += [f"{what}: {one}" for one in found[:5]]
    return lines


def crashes(folder: Path) -> list[str]:
    """What the nodes said of answers of 500: that is no way to say "come back"."""
    found = []
    for log in sorted(folder.glob("cluster/node-*.log")):
        for line in log.read_text().splitlines():
            # Python itself may say something, too.
            said = json.loads(line) if line.startswith("{") else {}
            if said.get("status") == 500:
                found.append(f"{said['message']}\n{said.get('traceback', '')}")
    return found


def main() -> None:
    plan = SHORT if "--short" in sys.argv else FULL
    at = commit()
    with tempfile.TemporaryDirectory(prefix="kotopolku-drill-") as name:
        record, tables, unseen = drill(plan, Path(name))
        crashed = crashes(Path(name))
    print(*crashed[:3], sep="\n")
    found = verdict.judge(record, tables)
    for line in details(record, tables):
        print(line)
    for what, value in asdict(found).items():
        print(f"{what:<24}{value}")
    print(f"{'approvals_unseen':<24}{len(unseen)} of {APPROVALS}")
    if plan is FULL:
        report = {"commit": at, **asdict(found), "approvals_unseen": len(unseen)}
        LATEST.write_text(json.dumps(report, indent=2) + "\n")
    missed = found.missed(plan) + ["approvals_unseen"] * bool(unseen)
    if missed:
        sys.exit(f"Missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
