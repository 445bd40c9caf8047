"""Which entries have the words of a query, and how much these weigh in each.

What textanalysis.matching says of one entry, for all entries at once.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from operator import or_

from pyroaring import BitMap

from search.engine.arrays import NOTHING
from search.engine.postings import LEVELS, Postings
from textanalysis.queries import Alternative, Query, Word

Classes = dict[int, BitMap]


def having(postings: Postings, query: Query) -> BitMap:
    """The entries that have all words; the query is not empty."""
    return BitMap.intersection(*(_having_word(postings, word) for word in query))


def _having_word(postings: Postings, word: Word) -> BitMap:
    found = [_having_all(postings, alternative) for alternative in word.alternatives]
    return found[0] if len(found) == 1 else BitMap.union(NOTHING, *found)


def _having_all(postings: Postings, tokens: Alternative) -> BitMap:
    if len(tokens) == 1:
        return postings.having(tokens[0])
    found = [postings.having(token) for token in tokens]
    return BitMap.intersection(*found) if found else NOTHING


def by_score(
    postings: Postings, query: Query, found: BitMap
) -> Iterator[tuple[int, BitMap]]:
    """What was found, in parts of equal score, the highest first."""
    if not query:
        yield 0, found
        return
    if len(query) == 1:
        levels = _levels_of_word(postings, query[0], found)
        yield from ((n, some) for n, some in zip(LEVELS, levels, strict=True) if some)
        return
    classes: Classes = {0: found}
    for word in query:
        classes = _with_word(classes, _levels_of_word(postings, word, found))
    for score in sorted(classes, reverse=True):
        yield score, classes[score]


def _with_word(classes: Classes, levels: Iterable[BitMap]) -> Classes:
    weighed: Classes = {}
    by_weight = list(zip(LEVELS, levels, strict=True))
    for score, entries in classes.items():
        for weight, of_level in by_weight:
            both = entries & of_level if of_level else NOTHING
            if both:
                total = score + weight
                known = weighed.get(total)
                weighed[total] = both if known is None else known | both
    return weighed


def _levels_of_word(postings: Postings, word: Word, found: BitMap) -> Iterable[BitMap]:
    """For each level, the entries of which the best alternative weighs so much."""
    tokens = [token for one in word.alternatives for token in one]
    if len(tokens) == 1:
        return postings.by_level(tokens[0], found)
    each = [_at_least(postings, one, found) for one in word.alternatives if one]
    best = [BitMap.union(NOTHING, *of_level) for of_level in zip(*each, strict=True)]
    return [best[0], *(more - less for less, more in pairwise(best))]


def _at_least(postings: Postings, tokens: Alternative, found: BitMap) -> list[BitMap]:
    """For each level, the entries that have every token in it or heavier."""
    each = [_cumulated(postings.by_level(token, found)) for token in tokens]
    if len(each) == 1:
        return each[0]
    return [BitMap.intersection(*of_level) for of_level in zip(*each, strict=True)]


def _cumulated(levels: Iterable[BitMap]) -> list[BitMap]:
    return list(accumulate(levels, or_))
