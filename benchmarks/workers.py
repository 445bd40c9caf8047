"""The web processes of a site: which of them answered, and what memory they take."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.site import WORKERS, environment
from tests.serving import Answer, ask, free_port, started
from tests.site.sources import ROOT

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

HEADER = "X-Worker"
AT_ONCE = 8
START_SECONDS = 120


def named(application: "WSGIApplication") -> "WSGIApplication":
    """The site's own first application, whose answers say which process gave them."""
    # There are settings by now.
    from search.kept_pages import KeptFirst

    first = KeptFirst(application)

    def answering(
        environ: dict[str, Any], start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, (HEADER, f"{os.getpid()}")], *more)

        return first(environ, start)

    return answering


@dataclass(frozen=True)
class Site:
    """`seconds` from its start until a page came that was right."""

    process: subprocess.Popen[bytes]
    port: int
    seconds: float

    def ask(self, target: str) -> Answer:
        return ask(self.port, target)

    def of_each(self, target: str) -> list[Answer]:
        """Answers to requests at the same time, until each worker has given one."""
        answers: list[Answer] = []
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while len({one.headers[HEADER.lower()] for one in answers}) < WORKERS:
                answers += pool.map(self.ask, [target] * AT_ONCE)
        return answers

    def memory(self) -> tuple[float, float]:
        """Megabytes of the master with all that is shared, and of a further worker.

        A further worker takes what it shares with nobody: the median of them. All the
        rest of their proportional sets is the master's.
        """
        workers = [_rollup(pid) for pid in _children(self.process.pid)]
        private = sorted(sum(_of(one, "Private")) for one in workers)
        everything = [_rollup(self.process.pid), *workers]
        proportional = sum(sum(_of(one, "Pss:")) for one in everything)
        return (proportional - sum(private)) / 1024, private[len(private) // 2] / 1024


@contextmanager
def site(url: str, folder: Path, target: str, right: str) -> Iterator[Site]:
    """gunicorn as it is deployed, with two workers, once a page has the text in it."""
    port = free_port()
    variables = environment(url, folder) | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.worker_settings",
        "WEB_CONCURRENCY": f"{WORKERS}",
        "BIND": f"127.0.0.1:{port}",
    }
    config = f"--config={ROOT}/deploy/gunicorn.py"
    command = [sys.executable, "-m", "gunicorn", config, "portal.wsgi"]
    begin = time.monotonic()
    with started(command, folder, variables) as process:
        while right not in _page(port, target):
            if time.monotonic() > begin + START_SECONDS or process.poll() is not None:
                log = folder / f"{Path(sys.executable).name}.log"
                raise OSError(f"{target} has no {right}:\n{log.read_text()[-3000:]}")
            time.sleep(0.02)
        yield Site(process, port, time.monotonic() - begin)


def _page(port: int, target: str) -> str:
    try:
        answer = ask(port, target)
    except OSError:
        return ""
    return answer.body.decode()


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def _rollup(pid: int) -> str:
    return Path(f"/proc/{pid}/smaps_rollup").read_text()


def _of(rollup: str, name: str) -> list[int]:
    """Kilobytes."""
    return [int(found) for found in re.findall(rf"^{name}\D*(\d+) kB", rollup, re.M)]
