"""Requests a second: by wrk where it is installed, else by a client of our own."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

from tests.serving import HOST, ask

CONNECTIONS = 4
SECONDS = 8
TOOL = shutil.which("wrk")
# wrk asks for one address; this makes it ask for each in turn.
IN_TURN = """
local paths = {paths}
local turn = 0
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
"""


class LoadError(Exception):
    """A server gave something else than its page."""


def rate(port: int, paths: Sequence[str], folder: Path) -> float:
    """Requests a second; they accept gzip. Raises LoadError at anything but a page."""
    return _by_wrk(TOOL, port, paths, folder) if TOOL else _by_ourselves(port, paths)


def _by_wrk(tool: str, port: int, paths: Sequence[str], folder: Path) -> float:
    script = folder / "in_turn.lua"
    listed = ", ".join(json.dumps(path) for path in paths)
    script.write_text(IN_TURN.replace("{paths}", "{" + listed + "}"))
    run = subprocess.run(
        [
            *(tool, "--threads=1", f"--connections={CONNECTIONS}"),
            *(f"--duration={SECONDS}", "--timeout=30", f"--header=Host: {HOST}"),
            "--header=Accept-Encoding: gzip",
            *(f"--script={script}", f"http://127.0.0.1:{port}"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"Requests/sec: +([0-9.]+)", run.stdout)
    if found is None or "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise LoadError(run.stdout)
    return float(found[1])


def _by_ourselves(port: int, paths: Sequence[str]) -> float:
    started = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answered = pool.map(
            lambda first: _ask_on(port, [*paths[first:], *paths[:first]], started),
            (number % len(paths) for number in range(CONNECTIONS)),
        )
        total = sum(answered)
    return total / (time.monotonic() - started)


def _ask_on(port: int, paths: Sequence[str], started: float) -> int:
    for answered, path in enumerate(cycle(paths)):
        if time.monotonic() - started > SECONDS:
            return answered
        if (
            status := ask(port, path, headers={"Accept-Encoding": "gzip"}).status
        ) != 200:
            raise LoadError(f"{path} answers {status}")
    raise AssertionError("paths never end")
