"""How much the two nodes carry: `python -m deploy.drill.load [--connections 8 …]`.

Searches through nginx by https, from wrk on the same machine: with ever more
connections, then for a minute with as many as are served well, and at last 200,000 of
them while the memory of the web processes is watched. docs/operations.md has the
figures of a run.
"""

import argparse
import json
import os
import re
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import django

from benchmarks.addresses import searches
from benchmarks.report import commit
from deploy.drill.cluster import Cluster, started
from tests.serving import HOST

LISTINGS = 1_000
CONNECTIONS = (2, 4, 8, 16, 32, 64, 128, 256, 512)
STEP_SECONDS, LONG_SECONDS = 10, 60
REQUESTS = 200_000
# Of the addresses half are asked for again and again, and half are drawn anew.
POPULAR, ADDRESSES = 40, 40_000
# Served well: at least that share without an error, and 99 % sooner than this.
MOST_FAILED, SLOWEST_MS = 0.001, 1_000
# From a third of the way on.
MOST_GROWTH = 0.05
RESULT = Path(__file__).with_name("load.json")

SCRIPT = """
local paths = {}
for path in io.lines("@paths@") do paths[#paths + 1] = path end
local turn = @first@
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('\\nRESULT {"requests": %d, "seconds": %f, "p50_ms": %f, ' ..
    '"p99_ms": %f, "failed": %d, "refused": %d}\\n', summary.requests,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.timeout, e.status))
end
"""


@dataclass(frozen=True)
class Measured:
    """`failed`: without an answer. `refused`: with one of 400 or more."""

    connections: int
    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    failed: int
    refused: int

    @property
    def share(self) -> float:
        wrong = self.failed + self.refused
        return wrong / max(1, self.requests + self.failed)

    @property
    def is_good(self) -> bool:
        return self.share <= MOST_FAILED and self.p99_ms <= SLOWEST_MS

    def __str__(self) -> str:
        rate = self.requests / self.seconds
        return (
            f"{self.connections:>5} connections: {rate:>7.0f}/s, "
            f"half within {self.p50_ms:>6.0f} ms, 99 % within {self.p99_ms:>6.0f} ms, "
            f"{self.share:.3%} failed"
        )


class Load:
    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster, self.folder = cluster, folder
        self.asked = 0

    def write_paths(self) -> None:
        os.environ.update(self.cluster.environment)
        django.setup()
        chance, source = Random(4), searches()
        popular = [next(source) for _ in range(POPULAR)]
        with (self.folder / "paths").open("w") as out:
            for number in range(ADDRESSES):
                path = next(source) if number % 2 else chance.choice(popular)
                out.write(f"{path}\n")

    def measure(self, connections: int, seconds: int) -> Measured:
        script = self.folder / "load.lua"
        text = SCRIPT.replace("@paths@", str(self.folder / "paths"))
        script.write_text(text.replace("@first@", str(self.asked % ADDRESSES)))
        run = subprocess.run(
            [
                *("wrk", "--threads=1", f"--connections={connections}"),
                *(f"--duration={seconds}", "--timeout=10", f"--header=Host: {HOST}"),
                *("--header=Accept-Encoding: gzip", f"--script={script}"),
                self.cluster.url,
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        found = re.search(r"^RESULT (.*)$", run.stdout, re.MULTILINE)
        if not found:
            raise SystemExit(run.stdout + run.stderr)
        measured = Measured(connections, **json.loads(found[1]))
        self.asked += measured.requests
        return measured

    def memory(self) -> float:
        """Megabytes of all web processes, what they share counted once."""
        pids = [
            pid for node in self.cluster.nodes for pid in (node.pid, *node.workers())
        ]
        texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
        sizes = [re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE) for text in texts]
        return sum(int(size[1]) for size in sizes if size) / 1024

    def growing(self, steps: list[int]) -> list[Measured]:
        """Until it does not serve well any more, and one step beyond."""
        found: list[Measured] = []
        for connections in steps:
            found.append(self.measure(connections, STEP_SECONDS))
            print(found[-1], flush=True)
            if [one.is_good for one in found[-2:]] == [False, False]:
                break
        return found

    def watched(self, connections: int, requests: int) -> list[tuple[int, float]]:
        """Requests so far, and memory then."""
        first = self.asked
        found = [(0, self.memory())]
        while self.asked - first < requests:
            self.measure(connections, STEP_SECONDS)
            found.append((self.asked - first, self.memory()))
            print("{:>9,} requests: {:.0f} MB".format(*found[-1]), flush=True)
        return found


def growth(memory: list[tuple[int, float]]) -> float:
    """From a third of the way, when everything has been drawn once, to the end."""
    last, size = memory[-1]
    third = next(then for asked, then in memory if asked >= last / 3)
    return size / third - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, nargs="+", default=CONNECTIONS)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    asked = parser.parse_args()
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="kotopolku-load-") as name:
        folder = Path(name)
        with started(folder, listings=LISTINGS, demo=False) as cluster:
            load = Load(cluster, folder)
            load.write_paths()
            print(f"{load.memory():.0f} MB before", flush=True)
            steps = load.growing([*asked.connections])
            good = [one.connections for one in steps if one.is_good]
            if not good:
                raise SystemExit("Nothing is served well.")
            long = load.measure(max(good), LONG_SECONDS)
            print("For a minute:", long, sep="\n", flush=True)
            memory = load.watched(max(good), asked.requests)
    grown = growth(memory)
    print(f"Memory grew by {grown:.1%} in the last two thirds.")
    result = {
        "commit": commit(),
        "processors": os.cpu_count(),
        "load_before": load_before,
        "steps": [asdict(one) for one in steps],
        "minute": asdict(long) | {"failed_share": long.share},
        "memory_mb": memory,
        "growth": grown,
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    raise SystemExit(grown > MOST_GROWTH or not long.is_good)


if __name__ == "__main__":
    main()
