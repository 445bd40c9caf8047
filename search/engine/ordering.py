"""A page of what was found, in an order that ends in the id."""

import numpy as np
from numpy.typing import NDArray

from search.engine.arrays import Group, Slots, slots_of
from search.engine.entries import ID, Entries
from search.engine.scores import Scores

# Of more, only those that may be on the page are put in order.
MANY = 500
Numbers = NDArray[np.float64] | NDArray[np.int64]


def by_check(entries: Entries, found: Group, first: int, last: int) -> list[int]:
    """Ids by when they were checked, the newest first."""
    strays = found.bitmap & entries.strays if entries.strays else entries.strays
    if not strays:
        return _ids(entries.keys[found.part(first, last)])
    # Strays are merged into the part that the page can be in.
    late = np.sort(entries.keys[slots_of(strays)])
    ordered = Group(found.bitmap - strays)
    begin = max(0, first - len(late))
    window = entries.keys[ordered.part(begin, last)]
    earlier = int(np.searchsorted(late, window[0])) if begin and len(window) else 0
    merged = np.sort(np.concatenate([window, late[earlier:]]))
    skipped = begin + earlier
    return _ids(merged[first - skipped : last - skipped])


def _ids(keys: NDArray[np.int64]) -> list[int]:
    ids: list[int] = (keys & ID).tolist()
    return ids


def by_score(
    entries: Entries, slots: Slots, scores: Scores, first: int, last: int
) -> tuple[list[int], list[int]]:
    """Ids and scores: the highest score first, and then by when they were checked."""
    if len(slots) > MANY:
        near = _near(entries, slots, scores, last)
        slots, scores = slots[near], scores[near]
    keys = entries.keys[slots]
    order = np.lexsort((keys, -scores.astype(np.int32)))[first:last]
    return _ids(keys[order]), scores[order].tolist()


def _near(entries: Entries, slots: Slots, scores: Scores, last: int) -> Slots:
    """Where those are that may come before a place; of equal ones the first slots,
    and all strays.
    """
    of_each = np.bincount(scores)
    least = max(0, len(of_each) - 1 - int(of_each[::-1].cumsum().searchsorted(last)))
    equal = np.flatnonzero(scores == least)
    ordered = np.searchsorted(slots[equal], entries.ordered)
    some = np.append(equal[: min(last, int(ordered))], equal[ordered:])
    return np.append(np.flatnonzero(scores > least), some)


def by_number(
    entries: Entries, slots: Slots, numbers: Numbers, first: int, last: int
) -> list[int]:
    """Ids by a number of each slot, the smallest first, without sorting them all."""
    last = min(last, len(slots))
    if first >= last:
        return []
    of_each = numbers[slots]
    low, high = np.partition(of_each, [first, last - 1])[[first, last - 1]]
    near = slots[(of_each >= low) & (of_each <= high)]
    skipped = int((of_each < low).sum())
    ids = entries.keys[near] & ID
    ordered = ids[np.lexsort([ids, numbers[near]])]
    found_ids: list[int] = ordered[first - skipped : last - skipped].tolist()
    return found_ids
