import logging
import os
import signal
import sys
from collections.abc import Iterable
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from typing import Any

from django.db import connections
from django_q import cluster
from django_q.management.commands import qcluster

from events import handover, pulse

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 5


class Command(qcluster.Command):
    """django-q2's command, made safe for a pool of connections and for `kill -9`.

    It forks, and two processes must not speak over one connection: here each has
    its own, without a pool. When all of it stands still, it ends with 1, so that who
    started it can start it again: no job is lost by that.
    """

    help = "Run the jobs that wait, and those of `schedule_work` when they are due."

    def handle(self, *args: Any, **options: Any) -> None:
        for database in connections.settings.values():
            database["OPTIONS"].pop("pool", None)
        if handover.POSSIBLE:
            cluster.Queue = handover.Queue
        for name in pulse.LIMITS:
            pulse.beat(name)
        super().handle(*args, **options)
        watch(active_children())


def watch(guards: Iterable[BaseProcess]) -> None:
    """Until the queue ends because it was told to."""
    for guard in guards:
        while guard.is_alive():
            guard.join(SECONDS_BETWEEN_LOOKS)
            if guard.is_alive() and (silent := pulse.silent()):
                logger.critical("No sign of life: %s. The queue ends.", silent)
                end()
        if guard.exitcode:
            logger.critical(
                "The guard ended with %s. So does the queue.", guard.exitcode
            )
            end()


def end() -> None:
    """With every process: those whose guard is dead would go on alone."""
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    for process in active_children():
        process.kill()
    sys.exit(1)
