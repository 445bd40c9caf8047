"""A million listings, beside how fast this machine can read the facets at all."""

import itertools
import time
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.checking import check
from benchmarks.ours import InMemory
from benchmarks.queries import mix
from benchmarks.report import Row, at_most
from benchmarks.synthetic import FACET_VALUES, Listings
from benchmarks.timing import Way, in_turns

SIZES = (10_000, 100_000, 1_000_000)
PASSES = 5
# Times what streaming all facet values as bits takes.
TARGET = 1.5


def measure(_url: str, _folder: Path) -> list[Row]:
    engines = {size: loaded(size) for size in SIZES}
    bits = np.zeros(SIZES[-1] * FACET_VALUES // 64, np.uint64)
    ways = {f"{size}": Way(engine.ask, PASSES) for size, engine in engines.items()}
    seconds: list[float] = []

    def stream() -> None:
        started = time.perf_counter()
        bits.sum()
        seconds.append(time.perf_counter() - started)
        for engine in engines.values():
            engine.change_something()

    stream()
    times = in_turns(ways, mix(), stream)
    of_size = {size: median(times[f"{size}"]) for size in SIZES}
    limit = median(seconds[1:]) * 1000
    rate = bits.nbytes / limit / 1e6
    print(f"{bits.nbytes / 1e6:.1f} MB of bits at {rate:.1f} GB/s")
    rows = [at_most("core-1m-limit", of_size[SIZES[-1]], limit, TARGET)]
    for smaller, larger in itertools.pairwise(SIZES):
        name = f"core-growth: {larger:,} beside {smaller:,}"
        rows.append(at_most(name, of_size[larger], of_size[smaller], larger / smaller))
    return rows


def loaded(size: int) -> InMemory:
    """The engine with so many listings, checked by brute force."""
    started = time.monotonic()
    listings = Listings.drawn(size)
    engine = InMemory(listings)
    print(f"{size:,} listings in {time.monotonic() - started:.0f} s", flush=True)
    check(listings, engine.found, {})
    return engine
