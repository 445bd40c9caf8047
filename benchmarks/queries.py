"""The 36 queries of the mix, and what is right for each, found by brute force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.synthetic import (
    ASKED_WORDS,
    FACET_VALUES,
    FACETS,
    FIELDS,
    NAMES,
    SEED,
    VALUES,
    Listings,
    offset,
    zipf,
)
from textanalysis.matching import WEIGHTS

PAGE = 20
KINDS = ("one", "three", "text", "text+2", "rare")
TEXTS = (
    "kahvila",
    "language ryhmä",
    "kurs",
    "music kahvila",
    "puutarha",
    "language kurs kahvila",
)
NARROWED = (
    "ryhmä",
    "language music",
    "kahvila",
    "kurs language",
    "vänner",
    "kahvila naiset",
    "homework",
    "jooga",
)
Counts = dict[str, dict[str, int]]
Mask = NDArray[np.bool_]
Random = np.random.Generator


@dataclass(frozen=True)
class Asked:
    """One query: its class, the chosen values of parameters, and words."""

    kind: str
    chosen: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def of_facet(self, facet: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(name, value) for name in facet for value in self.chosen.get(name, ())]

    def facets(self) -> list[tuple[str, ...]]:
        return [facet for facet in FACETS if self.of_facet(facet)]


@dataclass(frozen=True)
class Found:
    """What an engine answers: ids in order, and counts without zeros."""

    total: int
    ids: list[int]
    counts: Mapping[str, Mapping[str, int]]


@cache
def mix() -> tuple[Asked, ...]:
    """Eight with one facet, eight with three, six text, eight with both, six rare."""
    random = np.random.default_rng(SEED)
    names = [facet[-1] for facet in FACETS]
    queries = [Asked("one", _chosen(random, [name])) for name in names]
    for n in range(8):
        three = [names[n], names[(n + 3) % 8], names[(n + 5) % 8]]
        queries.append(Asked("three", _chosen(random, three)))
    queries.extend(Asked("text", {}, tuple(text.split())) for text in TEXTS)
    for n, text in enumerate(NARROWED):
        two = [names[n], names[(n + 2) % 8]]
        queries.append(Asked("text+2", _chosen(random, two), tuple(text.split())))
    for n in range(6):
        two = ["municipality", ("language", "theme", "target")[n % 3]]
        queries.append(Asked("rare", _chosen(random, two, rare=True)))
    return tuple(queries)


def _chosen(
    random: Random, parameters: list[str], rare: bool = False
) -> dict[str, tuple[str, ...]]:
    """One to three values of each; rare ones without the more usual quarter."""
    chosen = {}
    for parameter in parameters:
        values = VALUES[parameter]
        first = len(values) // 4 if rare else 0
        number = int(random.integers(1, 4))
        drawn = np.searchsorted(zipf(len(values) - first), random.random(number))
        drawn = np.unique(drawn.clip(0, len(values) - first - 1))
        chosen[parameter] = tuple(values[first + n] for n in drawn)
    if "municipality" in chosen and not rare:
        chosen["region"] = (VALUES["region"][int(random.integers(0, 19))],)
    return chosen


class BruteForce:
    """Answers from the arrays, one comparison after the other."""

    def __init__(self, listings: Listings) -> None:
        self.listings = listings

    def answer(self, asked: Asked) -> tuple[Found, list[int]]:
        """In the order of the rivals (date, id); and the ids in ours (score first)."""
        listings = self.listings
        everything = np.ones(listings.size, np.bool_)
        masks = {facet: self.meets(asked, facet) for facet in asked.facets()}
        score, text = self.scored(asked)
        both = everything & text
        for mask in masks.values():
            both = both & mask
        counts: Counts = {}
        usual = self.count(both)
        for facet in FACETS:
            numbers = usual
            if facet in masks:
                others = [mask for one, mask in masks.items() if one != facet]
                numbers = self.count(np.logical_and.reduce([everything, text, *others]))
            counts |= _named(numbers, facet)
        newest = listings.newest_first[both[listings.newest_first]]
        best = newest[np.argsort(-score[newest], kind="stable")]
        found = Found(int(both.sum()), (newest[:PAGE] + 1).tolist(), counts)
        return found, (best[:PAGE] + 1).tolist()

    def meets(self, asked: Asked, facet: tuple[str, ...]) -> Mask:
        """One value of the facet is enough."""
        wanted = np.zeros(FACET_VALUES, np.bool_)
        for name, value in asked.of_facet(facet):
            wanted[offset(name, value)] = True
        met = np.zeros(self.listings.size, np.bool_)
        met[self.listings.rows[wanted[self.listings.values]]] = True
        return met

    def scored(self, asked: Asked) -> tuple[NDArray[np.int64], Mask]:
        """The sum over the words of their best fields; and who has all words."""
        score = np.zeros(self.listings.size, np.int64)
        text = np.ones(self.listings.size, np.bool_)
        weights = np.repeat([WEIGHTS[name] for name in FIELDS], list(FIELDS.values()))
        for word in _numbers(asked.words):
            best = ((self.listings.words == word) * weights).max(axis=1)
            score += best
            text &= best > 0
        return score, text

    def count(self, mask: Mask) -> NDArray[np.int64]:
        """Listings of each facet value."""
        values = self.listings.values[mask[self.listings.rows]]
        return np.bincount(values, minlength=FACET_VALUES)


def _numbers(words: tuple[str, ...]) -> Iterator[int]:
    for word in words:
        yield next(number for number, known in ASKED_WORDS.items() if known == word)


def _named(numbers: NDArray[np.int64], facet: tuple[str, ...]) -> Counts:
    counts: Counts = {parameter: {} for parameter in facet}
    for (parameter, value), number in zip(NAMES, numbers.tolist(), strict=True):
        if number and parameter in counts:
            counts[parameter][value] = number
    return counts
