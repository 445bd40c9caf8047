"""The queue's command: no process may inherit a connection, or die with a lock."""

import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command, get_commands
from django.db import connections
from django_q import cluster
from django_q.management.commands import qcluster

from events import handover, pulse
from events.management.commands import qcluster as ours


def test_command_is_ours() -> None:
    assert get_commands()["qcluster"] == "events"


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "Queue", cluster.Queue)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_queue_starts_without_a_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    options = connections.settings["default"]["OPTIONS"]
    monkeypatch.setitem(options, "pool", {"timeout": 5})
    seen: list[dict[str, Any]] = []

    class Cluster:
        def start(self) -> None:
            seen.append(dict(options))

    monkeypatch.setattr(qcluster, "Cluster", Cluster)
    call_command("qcluster")

    assert len(seen) == 1
    assert "pool" not in seen[0]
    assert cluster.Queue is handover.Queue


@pytest.fixture
def guard() -> Iterator[BaseProcess]:
    process = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
    process.start()
    yield process
    process.kill()
    process.join()


def test_ends_when_the_queue_stands_still(
    guard: BaseProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "SECONDS_BETWEEN_LOOKS", 0.01)
    monkeypatch.setattr(pulse, "silent", lambda: ["guard"])
    # The tests' own group must live.
    monkeypatch.setattr("os.getpgrp", lambda: -1)

    with pytest.raises(SystemExit) as ended:
        ours.watch([guard])

    guard.join(60)
    assert ended.value.code == 1
    assert guard.exitcode == -signal.SIGKILL


def test_ends_when_its_guard_is_killed(
    guard: BaseProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.getpgrp", lambda: -1)
    guard.kill()

    with pytest.raises(SystemExit):
        ours.watch([guard])


def test_takes_all_its_processes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[tuple[int, int]] = []
    monkeypatch.setattr("os.getpgrp", os.getpid)
    monkeypatch.setattr("os.killpg", lambda *group: killed.append(group))

    with pytest.raises(SystemExit):
        ours.end()
    assert killed == [(0, signal.SIGKILL)]
