"""What a search costs without its page, beside what people would install or write.

Everybody answers the same 36 queries: the total, 20 ids, and the counts of all values
of all facets. Ours understands the words and looks whether it is fresh as well.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import django

from benchmarks.checking import WrongError, check
from benchmarks.queries import KINDS, mix
from benchmarks.report import Row, times_faster
from benchmarks.rivals import ready
from benchmarks.site import environment
from benchmarks.synthetic import Listings
from benchmarks.timing import Times, Way, in_turns

# (rival, listings) -> how many times faster we promise to be.
TARGETS = {
    ("tuned", 10_000): 150,
    ("tuned", 100_000): 400,
    ("sql", 10_000): 6,
    ("sql", 100_000): 20,
    ("tantivy", 10_000): 6,
    ("tantivy", 100_000): 8,
}
SLOW = ("usual", "tuned")
# Of the slow ones at 100,000 listings one pass, after another that checks them.
PASSES = {10_000: (15, 3), 100_000: (9, 1)}
# Somebody who tunes makes it faster than that, or has not tuned.
TUNED_AT_MOST = 0.9


def measure(url: str, folder: Path, size: int) -> list[Row]:
    os.environ.update(environment(url, folder))
    django.setup()
    from benchmarks.served import Served

    print(f"{size:,} listings: tables and indexes of the rivals", flush=True)
    listings = Listings.drawn(size)
    rivals = ready(url, listings)
    print("documents of our own", flush=True)
    ours = Served(listings)
    print("brute force checks all answers", flush=True)
    check(listings, ours.found, rivals)
    many, few = PASSES[size]
    ways = {"ours": Way(ours.ask, many)}
    for name, ask in rivals.items():
        ways[name] = Way(ask, few if name in SLOW else many)
    times = in_turns(ways, mix(), ours.change_something)
    return rows(times, size)


def rows(times: Times, size: int) -> list[Row]:
    whole = {name: median(of_way) for name, of_way in times.items()}
    if whole["tuned"] > TUNED_AT_MOST * whole["usual"]:
        raise WrongError(f"invalid: the tuned rival is not tuned: {whole}")
    short = f"{size // 1000}k"
    found = [
        times_faster(f"core-{short}-{name}", whole["ours"], whole[name], target)
        for (name, of_size), target in TARGETS.items()
        if of_size == size
    ]
    found.append(times_faster(f"core-{short}-usual", whole["ours"], whole["usual"]))
    for rival in times.keys() - {"ours"}:
        for kind in KINDS:
            ours, theirs = _of_kind(times["ours"], kind), _of_kind(times[rival], kind)
            name = f"core-{short}-{rival}: {kind}"
            found.append(times_faster(name, median(ours), median(theirs)))
    return found


def _of_kind(times: Sequence[float], kind: str) -> list[float]:
    return [one for one, asked in zip(times, mix(), strict=True) if asked.kind == kind]
