"""The queue's command: no process may inherit a connection of another."""

from typing import Any

import pytest
from django.core.management import call_command, get_commands
from django.db import connections
from django_q.management.commands import qcluster


def test_command_is_ours() -> None:
    assert get_commands()["qcluster"] == "events"


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
