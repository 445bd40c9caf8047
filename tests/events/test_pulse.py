"""The signs of life that the queue's health check looks for."""

import os
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings
from django_q.tasks import async_task

from events import pulse
from events.broker import PulsingBroker


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_nothing_is_heard_before_the_start() -> None:
    assert pulse.silent() == ["guard", "pusher"]


def test_both_processes_are_heard() -> None:
    for name in pulse.LIMITS:
        pulse.beat(name)

    assert pulse.silent() == []


@pytest.mark.parametrize("name", pulse.LIMITS)
def test_a_process_falls_silent(name: str, folder: Path) -> None:
    for each in pulse.LIMITS:
        pulse.beat(each)
    long_ago = time.time() - pulse.LIMITS[name] - 1
    os.utime(folder / f"kotopolku-queue-{name}", (long_ago, long_ago))

    assert pulse.silent() == [name]


@pytest.mark.django_db
def test_taking_a_job_is_heard() -> None:
    async_task("math.sqrt", 4)

    assert len(PulsingBroker().dequeue() or []) == 1
    assert pulse.silent() == ["guard"]


@pytest.mark.django_db
def test_watching_is_heard() -> None:
    PulsingBroker().set_stat("key", "value", 3)

    assert pulse.silent() == ["pusher"]


def test_times_fit_together() -> None:
    cluster = settings.Q_CLUSTER
    waiting_inside = cluster["queue_limit"] + 1
    # django-q2 gives a worker three seconds more before it ends it.
    longest = cluster["timeout"] + 3

    assert waiting_inside <= cluster["workers"]
    assert cluster["retry"] > 2 * longest
    assert pulse.LIMITS["pusher"] > longest
