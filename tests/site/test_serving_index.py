"""The search index in gunicorn's processes: read before the fork, followed by all."""

import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.serving import PYTHON, Answer, ask, installed, serving
from tests.site.sources import ROOT

# Many more than processes and their threads, so that each process answers some.
QUESTIONS = 40


class Site(NamedTuple):
    port: int
    change: Callable[[str], object]

    def ask_all(self, target: str) -> list[Answer]:
        """Many at once."""
        headers = {"X-Forwarded-Proto": "https"}
        with ThreadPoolExecutor(QUESTIONS // 4) as threads:
            asked = [
                threads.submit(ask, self.port, target, headers=headers)
                for _ in range(QUESTIONS)
            ]
        return [one.result() for one in asked]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("indexed")
    environment = installed(folder, "collectstatic --no-input")
    elsewhere = environment | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONPATH": str(ROOT),
    }

    def change(code: str) -> None:
        """In a process of its own, as a moderator in another one would."""
        setup = "import django; django.setup(); from tests import factories"
        command = [PYTHON, "-c", f"{setup}\n{code}"]
        subprocess.run(command, cwd=folder, env=elsewhere, check=True)

    change(
        "from activities import documents\n"
        "factories.activity('Kerho', price='free')\n"
        "documents.rebuild()"
    )
    with serving(folder, environment) as port:
        yield Site(port, change)
    log = next(Path(folder).glob("python*.log")).read_text()
    assert "WARNING" not in log
    assert "Traceback" not in log


def test_every_process_has_the_index(site: Site) -> None:
    for answer in site.ask_all("/readyz"):
        assert answer.body == b"ok\nindex: loaded\n"


def test_every_process_sees_an_approval_in_the_next_request(site: Site) -> None:
    for answer in site.ask_all("/en/activities/"):
        assert answer.status == 200
        assert b"Kerho" in answer.body

    site.change("factories.activity('Piiri', price='free')")
    for answer in site.ask_all("/en/activities/?free=1"):
        assert b"Kerho" in answer.body
        assert b"Piiri" in answer.body
