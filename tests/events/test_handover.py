"""Killing a process of the queue takes nothing along that the others need."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from events.handover import Lock, Queue

# Seconds, on a machine that others use too.
PATIENCE = 60
fork = multiprocessing.get_context("fork")


def start(work: Callable[[], object]) -> multiprocessing.process.BaseProcess:
    process = fork.Process(target=work, daemon=True)
    process.start()
    return process


def wait_until(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_one_process_at_a_time_has_the_lock() -> None:
    lock, said = Lock(), fork.SimpleQueue()

    def hold() -> None:
        with lock:
            said.put("held")

    with lock:
        other = start(hold)
        time.sleep(0.05)
        assert said.empty()
    assert said.get() == "held"
    other.join()


def test_lock_of_a_killed_process_is_free() -> None:
    lock, said = Lock(), fork.SimpleQueue()

    def hold() -> None:
        with lock:
            said.put("held")
            time.sleep(60)

    holder = start(hold)
    said.get()
    assert holder.pid
    os.kill(holder.pid, signal.SIGKILL)

    with lock:
        pass
    holder.join()


def test_worker_killed_while_it_waits_leaves_the_job_to_another() -> None:
    jobs, done = Queue(maxsize=1), Queue()

    def work() -> None:
        for job in iter(jobs.get, "STOP"):
            done.put(job)

    first, second = start(work), start(work)
    jobs.put("one")
    assert done.get() == "one"
    assert first.pid
    assert second.pid
    time.sleep(0.05)
    # One of the two holds the lock now, and waits: both could have been it.
    # Until it is dead it may still take a job, which the queue would give out again.
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    third = start(work)
    jobs.put("two")
    assert done.get() == "two"
    os.kill(second.pid, signal.SIGKILL)
    second.join()
    jobs.put("three")
    assert done.get() == "three"
    jobs.put("STOP")
    third.join(PATIENCE)
    assert third.exitcode == 0


def test_one_job_waits_inside() -> None:
    jobs = Queue(maxsize=1)
    assert jobs.empty()
    jobs.put("one")
    wait_until(lambda: jobs._poll(0))
    second = threading.Thread(target=jobs.put, args=("two",))
    second.start()
    second.join(0.05)

    assert second.is_alive()
    assert not jobs.empty()
    assert jobs.get() == "one"
    second.join(PATIENCE)
    assert not second.is_alive()
    assert jobs.get() == "two"


def test_word_to_stop_passes_a_full_queue() -> None:
    jobs = Queue(maxsize=1)
    jobs.put("one")

    jobs.put("STOP")

    assert [jobs.get(), jobs.get()] == ["one", "STOP"]
    jobs.close()
    assert jobs.empty()


@pytest.mark.parametrize("count", [100])
def test_without_a_limit_nobody_waits(count: int) -> None:
    results = Queue()
    for number in range(count):
        results.put(number)

    assert [results.get() for _ in range(count)] == list(range(count))
