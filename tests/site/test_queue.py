"""The queue as it is deployed: the real processes, with production's settings."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.serving import PYTHON, START_SECONDS, installed, started
from tests.site.test_deploy import SERVICES

HEALTH_CHECK = SERVICES["queue"]["healthcheck"]["test"][2:]
ASK_TO_FORGET_SESSIONS = """
from datetime import timedelta
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_q.models import Schedule
from django_q.scheduler import scheduler

yesterday = timezone.now() - timedelta(days=1)
Session.objects.create(session_key="ended", session_data="", expire_date=yesterday)
due = Schedule.objects.filter(name="Forget ended sessions")
Schedule.objects.exclude(pk__in=due).delete()
due.update(next_run=yesterday)
scheduler()
"""
COUNT = """
from django.contrib.sessions.models import Session
from django_q.models import OrmQ, Success

print(Session.objects.filter(session_key="ended").count(), OrmQ.objects.count(),
      Success.objects.filter(group="Forget ended sessions").count())
"""


class Portal(NamedTuple):
    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PYTHON, *command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def shell(self, code: str) -> str:
        result = self.run("manage.py", "shell", "--verbosity=0", "--command", code)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    @contextmanager
    def queue(self) -> Iterator[subprocess.Popen[bytes]]:
        environment = self.environment | {"PYTHONWARNINGS": "error"}
        command = [PYTHON, "manage.py", "qcluster"]
        with started(command, self.folder, environment) as process:
            self.wait_for("pushing tasks", process)
            yield process

    def wait_for(self, words: str, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while words not in self.log():
            assert process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def forget_pulse(self) -> None:
        for file in (self.folder / "tmp").glob("kotopolku-queue-*"):
            file.unlink()

    def pulse(self) -> str:
        """What the health check of compose.yaml complains about."""
        return self.run(*HEALTH_CHECK).stderr.strip()

    def log(self) -> str:
        return (self.folder / f"{Path(PYTHON).name}.log").read_text()


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    folder = tmp_path_factory.mktemp("queue")
    return Portal(folder, installed(folder, "schedule_work"))


def test_scheduled_command_runs(portal: Portal) -> None:
    assert portal.shell(ASK_TO_FORGET_SESSIONS + COUNT) == "1 1 0"

    with portal.queue() as queue:
        portal.wait_for("Processed", queue)

    assert portal.shell(COUNT) == "0 0 1"
    assert "ERROR" not in portal.log()
    assert "CRITICAL" not in portal.log()


def test_queue_ends_soon_when_it_is_told_to(portal: Portal) -> None:
    with portal.queue() as queue:
        queue.terminate()

        assert queue.wait(timeout=30) == 0
    assert "has stopped" in portal.log()


def test_queue_shows_that_it_lives(portal: Portal) -> None:
    portal.forget_pulse()
    assert portal.pulse() == "No sign of life: guard, pusher"

    with portal.queue():
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and portal.pulse():
            time.sleep(0.1)

        assert portal.run(*HEALTH_CHECK).returncode == 0
