"""Several ways to answer the same questions, asked in turns."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.queries import Asked

# Way -> milliseconds of each question: medians over the passes.
Times = dict[str, list[float]]


@dataclass(frozen=True)
class Way:
    """`passes`: how often all questions are asked."""

    ask: Callable[[Asked], object]
    passes: int


def in_turns(
    ways: Mapping[str, Way], questions: Sequence[Asked], between: Callable[[], object]
) -> Times:
    """One asks all questions, then the next does: what else runs slows all of them.

    `between` is called before each pass.
    """
    seen: dict[str, list[list[float]]] = {
        name: [[] for _one in questions] for name in ways
    }
    gc.collect()
    gc.freeze()
    most = max(way.passes for way in ways.values())
    for number in range(most):
        between()
        for name, way in ways.items():
            if number < way.passes:
                for times, question in zip(seen[name], questions, strict=True):
                    started = time.perf_counter()
                    way.ask(question)
                    times.append((time.perf_counter() - started) * 1000)
        print(f"pass {number + 1} of {most}", flush=True)
    return {name: [median(times) for times in one] for name, one in seen.items()}
