"""What searches see of approvals, and what approvals cost searches."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import django
import numpy as np

from benchmarks import approvals
from benchmarks.addresses import searches
from benchmarks.report import Row, at_least, at_most
from benchmarks.site import LISTINGS, environment, fill
from benchmarks.workers import Site, site
from tests.site.sources import ROOT

PAGE = "/fi/toiminta/"
# A word that no other listing has.
TITLE = "Kuutamokerho"
APPROVED, WRITES, PER_SECOND = 20, 1_000, 10
# Two people, each of whom looks at a page for a moment before the next search.
PEOPLE, LOOKING, QUIET_SECONDS = 2, 0.02, 20
P99_TARGET = 2


def measure(url: str, folder: Path) -> list[Row]:
    fill(url, LISTINGS, folder)
    os.environ.update(environment(url, folder))
    django.setup()
    with site(url, folder, PAGE, "card") as running:
        return [visible(running), *while_writing(running)]


def visible(running: Site) -> Row:
    """Each approval, looked for by a search that every worker has answered before."""
    waiting = approvals.let_wait(APPROVED, TITLE)
    by, shown, asked = approvals.moderator(), 0, 0
    for version in waiting:
        title = str(version.title_fi)
        target = f"{PAGE}?q={title.replace(' ', '+')}"
        before = running.of_each(target)
        version.approve(by)
        after = running.of_each(target)
        if any(_shows(one.body, version.activity_id) for one in before):
            raise OSError(f"{title} was found before it was approved")
        shown += sum(_shows(one.body, version.activity_id) for one in after)
        asked += len(after)
    print(f"{APPROVED} approvals, {shown} of {asked} answers have them", flush=True)
    return at_least("approve-visible", shown, asked, 1)


def _shows(body: bytes, pk: int) -> bool:
    """Links to the entry."""
    return f"{PAGE}{pk}-".encode() in body


def while_writing(running: Site) -> list[Row]:
    print(f"{WRITES} versions are written, to be approved", flush=True)
    approvals.let_wait(WRITES)
    targets = searches()
    print("searches alone", flush=True)
    people = Searching(running, targets)
    time.sleep(QUIET_SECONDS)
    before = people.seconds_since_last()
    print(f"{PER_SECOND} approvals a second", flush=True)
    command = [sys.executable, "-m", "benchmarks.approvals", f"{PER_SECOND}"]
    begin = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True)
    took = time.monotonic() - begin
    during = people.seconds_since_last()
    people.stop()
    print(f"{WRITES} approvals in {took:.0f} s; searches: {len(before)}, {len(during)}")
    rows = []
    for percent, target in ((50, None), (99, P99_TARGET)):
        quiet, busy = (np.percentile(one, percent) * 1000 for one in (before, during))
        name = f"p{percent}-during-writes"
        rows.append(
            at_most(name, float(busy), float(quiet), target)
            if target
            else at_least(name, float(busy), float(quiet))
        )
    return rows


class Searching:
    """People who search on, each in a thread; no page is asked for twice."""

    def __init__(self, running: Site, targets: Iterator[str]) -> None:
        self.running, self.targets = running, targets
        self.lock, self.done = threading.Lock(), threading.Event()
        self.seconds: list[float] = []
        self.failures: list[str] = []
        self.threads = [threading.Thread(target=self.search) for _n in range(PEOPLE)]
        for thread in self.threads:
            thread.start()

    def search(self) -> None:
        while not self.done.wait(LOOKING):
            with self.lock:
                target = next(self.targets)
            started = time.perf_counter()
            status = self.running.ask(target).status
            self.seconds.append(time.perf_counter() - started)
            if status != 200:
                self.failures.append(f"{target} answers {status}")

    def seconds_since_last(self) -> list[float]:
        found, self.seconds = self.seconds, []
        return found

    def stop(self) -> None:
        self.done.set()
        for thread in self.threads:
            thread.join()
        if self.failures:
            raise OSError(self.failures[0])
