from typing import Any

from django.db import connections
from django_q.management.commands import qcluster


class Command(qcluster.Command):
    """django-q2's command, made safe for a pool of connections.

    It forks, and two processes must not speak over one connection: here each has
    its own, without a pool.
    """

    help = "Run the jobs that wait, and those of `schedule_work` when they are due."

    def handle(self, *args: Any, **options: Any) -> None:
        for database in connections.settings.values():
            database["OPTIONS"].pop("pool", None)
        super().handle(*args, **options)
