"""Which entries have the words of a query, and how much these weigh in each.

What textanalysis.matching says of one entry, for all entries at once.
"""

from collections.abc import Collection, Sequence
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engine.arrays import Slots, all_of, any_of, bitmap
from search.engine.postings import Postings, Weights
from textanalysis.queries import Alternative, Query

Scores = NDArray[np.uint16]
# Words that were asked for last are kept, with a byte for each entry.
KEPT = 64


class Match:
    """What a word finds."""

    def __init__(self, postings: Postings, alternatives: Sequence[Alternative]) -> None:
        self._postings = postings
        self._alternatives = [tokens for tokens in alternatives if tokens]
        self.tokens = frozenset(token for one in alternatives for token in one)
        self.found = any_of([self._having(one) for one in self._alternatives])
        self._weighing: dict[int, BitMap] = {1: self.found}

    def _having(self, tokens: Alternative) -> BitMap:
        if len(tokens) == 1:
            return self._postings.having(tokens[0])
        return all_of([self._postings.having(token) for token in tokens])

    def weighing(self, least: int) -> BitMap:
        """The entries in which the word weighs so much; not to be changed."""
        if least not in self._weighing:
            heavy = np.flatnonzero(self.weights >= least) if self.found else ()
            self._weighing[least] = bitmap(np.asarray(heavy))
        return self._weighing[least]

    @cached_property
    def weights(self) -> Weights:
        """By slot: an alternative weighs as its lightest token, a word as its best
        alternative.
        """
        weights = self._postings.weights
        each = [reduce(np.minimum, map(weights, one)) for one in self._alternatives]
        return reduce(np.maximum, each)


class Matches:
    """Kept until an entry gets or loses one of their tokens."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._kept: dict[Sequence[Alternative], Match] = {}

    def of(self, query: Query) -> list[Match]:
        return [self._of_word(word.alternatives) for word in query]

    def _of_word(self, alternatives: Sequence[Alternative]) -> Match:
        match = self._kept.pop(alternatives, None)
        if match is None:
            match = Match(self._postings, alternatives)
            if len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
        self._kept[alternatives] = match
        return match

    def forget(self, changed: Collection[str]) -> None:
        for alternatives, match in list(self._kept.items()):
            if not match.tokens.isdisjoint(changed):
                del self._kept[alternatives]

    def clear(self) -> None:
        self._kept.clear()


def scores_of(matches: Sequence[Match], slots: Slots) -> Scores:
    """Of entries that have all words: the sum over the words."""
    scores = np.zeros(len(slots), np.uint16)
    for match in matches:
        scores += match.weights.take(slots)
    return scores
