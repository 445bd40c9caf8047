"""Kill web processes while people send forms: `python -m benchmarks.kill_drill`.

Real forms to gunicorn, and `kill -9` of a worker, or of all processes at once, which
are then started again. Or, with `make-run` as the last word, to the site of `make run`,
which is started again when one of its processes, or all of them, were killed. Who gets
no answer sends the same form once more. Afterwards what people were told is compared
with what is in the database: on that of DATABASE_URL, which must be empty, or on a file
of SQLite.
"""

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeVar

import django

from benchmarks.crowd import at, editors
from benchmarks.forms import Browser
from benchmarks.mail_drill import alive
from benchmarks.site import Environment, environment
from tests.serving import free_port, wait_for
from tests.site.sources import ROOT

PEOPLE = 4
# Every so many kills all processes are killed, not one worker.
ALL_OF = 4
PATIENCE = 240
# Seconds in which `make run` ends when one of its processes was killed.
ENDING = 30
Got = TypeVar("Got")


class Report(NamedTuple):
    acknowledged: int
    lost: int
    duplicates: int
    workers_killed: int
    all_killed: int
    tried_again: int
    longest_wait: float
    seconds: float


@dataclass
class Site:
    """gunicorn, which somebody kills."""

    variables: Environment
    log: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    # Seconds from its start to the first answer.
    patience: ClassVar[float] = 60

    def start(self) -> None:
        config = f"--config={ROOT}/deploy/gunicorn.py"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", config, "portal.wsgi"],
                cwd=ROOT,
                env=self.variables | {"BIND": f"127.0.0.1:{self.port}"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def ready(self) -> None:
        assert self.process
        wait_for(self.port, "/healthz", self.process, self.patience)

    def kill_worker(self) -> None:
        pids = re.findall(r"Booting worker with pid: (\d+)", self.log.read_text())
        living = [int(pid) for pid in pids if alive(int(pid))]
        if living:
            os.kill(random.choice(living), signal.SIGKILL)

    def kill_all(self) -> None:
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class MakeRun(Site):
    """What `make run` starts, in a session of its own."""

    # It fills the database first.
    patience = 240

    def start(self) -> None:
        own = ("PATH", "SECRET_KEY", "DATABASE_URL")
        variables = {name: self.variables[name] for name in own}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                ["make", "run", f"PORT={self.port}"],
                cwd=ROOT,
                env=variables | {"VIEW_LOG": "", "TMPDIR": str(self.log.parent)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def pids(self) -> list[int]:
        """Of the whole session."""
        assert self.process
        found = []
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                status = file.read_text().rpartition(")")[2].split()
                if status[0] != "Z" and status[3] == str(self.process.pid):
                    found.append(int(file.parent.name))
        return found

    def kill_worker(self) -> None:
        """Any process: all of it ends then, and is started again."""
        assert self.process
        self.ready()
        with suppress(ProcessLookupError):
            os.kill(random.choice(self.pids()), signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=ENDING)
        self.kill_all()
        self.start()

    def kill_all(self) -> None:
        assert self.process
        while pids := self.pids():
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.poll()
        self.process.wait()


@dataclass
class Journal:
    """What people were told."""

    # The number of the new entry, by the token of the form.
    acknowledged: dict[str, int] = field(default_factory=dict)
    tried_again: int = 0
    longest_wait: float = 0
    failure: Exception | None = None

    def until(self, ask: Callable[[], Got | None]) -> Got:
        """As people do: once more, until there is an answer."""
        begun = time.monotonic()
        while True:
            with suppress(OSError, HTTPException):
                if got := ask():
                    waited = time.monotonic() - begun
                    self.longest_wait = max(self.longest_wait, waited)
                    return got
            if time.monotonic() - begun > PATIENCE:
                raise AssertionError(f"No answer for {PATIENCE} seconds")
            self.tried_again += 1
            time.sleep(0.1)


def send(browser: Browser, pk: int, journal: Journal) -> None:
    """Copy an entry for the next season: a form that makes something."""
    page, target = at("workspace:activity", pk), at("workspace:copy", pk)
    made = re.compile(re.escape(at("workspace:edit", 0, "when")).replace("0", r"(\d+)"))
    form = journal.until(lambda: browser.form(page, "token"))

    def posted() -> re.Match[str] | None:
        status, place = browser.post(target, form)
        return made.fullmatch(place) if status == 302 else None

    journal.acknowledged[form["token"][0]] = int(journal.until(posted)[1])


@dataclass
class Person:
    """Sends so many forms, one after the other, whatever happens to the site."""

    browser: Browser
    entries: list[int]
    forms: int
    journal: Journal = field(default_factory=Journal)

    def work(self) -> None:
        try:
            while len(self.journal.acknowledged) < self.forms:
                send(self.browser, random.choice(self.entries), self.journal)
        except Exception as error:
            self.journal.failure = error


def drill(site: Site, crowd: list[Person], kills: int) -> tuple[int, int]:
    """How often a worker was killed, and how often everything."""
    threads = [threading.Thread(target=person.work) for person in crowd]
    for thread in threads:
        thread.start()
    forms = sum(person.forms for person in crowd)
    for number in range(1, kills + 1):
        wait_for_forms(crowd, threads, number * forms // (kills + 1))
        if number % ALL_OF:
            site.kill_worker()
        else:
            site.kill_all()
            site.start()
    for thread in threads:
        thread.join()
    return kills - kills // ALL_OF, kills // ALL_OF


def wait_for_forms(
    crowd: list[Person], threads: list[threading.Thread], number: int
) -> None:
    while any(thread.is_alive() for thread in threads):
        if sum(len(person.journal.acknowledged) for person in crowd) >= number:
            return
        time.sleep(0.01)


def report(
    forms: int, kills: int, url: str, folder: Path, served: type[Site] = Site
) -> Report:
    """Of an empty database; raises what a person met, if anybody gave up."""
    variables = environment(url, folder)
    os.environ.update(variables)
    django.setup()
    from django.core.management import call_command

    from activities.models import Activity
    from events.models import Receipt

    call_command("collectstatic", "--no-input", verbosity=0)
    call_command("migrate", verbosity=0)
    sessions = editors()
    entries = list(Activity.objects.values_list("pk", flat=True))
    site = served(variables, folder / "site.log")
    crowd = [
        Person(Browser(site.port, session), entries, forms // PEOPLE)
        for session in sessions[:PEOPLE]
    ]
    site.start()
    begun = time.monotonic()
    try:
        site.ready()
        workers, everything = drill(site, crowd, kills)
    finally:
        site.kill_all()
    journals = [person.journal for person in crowd]
    for failure in filter(None, (journal.failure for journal in journals)):
        raise failure
    told = {token: pk for one in journals for token, pk in one.acknowledged.items()}
    present = set(Activity.objects.values_list("pk", flat=True))
    known = Receipt.objects.filter(token__in=told).count()
    return Report(
        acknowledged=len(told),
        lost=sum(pk not in present for pk in told.values()),
        duplicates=len(present) - len(entries) - known,
        workers_killed=workers,
        all_killed=everything,
        tried_again=sum(journal.tried_again for journal in journals),
        longest_wait=max(journal.longest_wait for journal in journals),
        seconds=time.monotonic() - begun,
    )


def main() -> None:
    forms, kills = (int(number) for number in sys.argv[1:3] or (1_000, 40))
    served = MakeRun if sys.argv[3:] == ["make-run"] else Site
    with tempfile.TemporaryDirectory(prefix="kotopolku-kill-") as name:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{name}/db.sqlite3"
        found = report(forms, kills, url, Path(name), served)
    print(f"{url.partition(':')[0]}:")
    for what, value in found._asdict().items():
        print(f"  {what.replace('_', ' '):<16}{value:>10.6g}")
    sys.exit(bool(found.lost or found.duplicates))


if __name__ == "__main__":
    main()
