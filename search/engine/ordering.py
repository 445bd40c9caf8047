"""A page of what was found, in an order that ends in the id."""

from itertools import islice

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engine.arrays import slots_of
from search.engine.entries import ID, Entries

Numbers = NDArray[np.float64] | NDArray[np.int64]


def by_check(entries: Entries, found: BitMap, first: int, last: int) -> list[int]:
    """Ids by when they were checked, the newest first."""
    strays = found & entries.strays if entries.strays else entries.strays
    if not strays:
        return _ids(entries.keys[_slice(found, first, last)])
    # Strays are merged into the part that the page can be in.
    late = np.sort(entries.keys[slots_of(strays)])
    ordered = found - strays
    begin = max(0, first - len(late))
    window = entries.keys[_slice(ordered, begin, last)]
    earlier = int(np.searchsorted(late, window[0])) if begin and len(window) else 0
    merged = np.sort(np.concatenate([window, late[earlier:]]))
    skipped = begin + earlier
    return _ids(merged[first - skipped : last - skipped])


def _slice(found: BitMap, first: int, last: int) -> list[int]:
    if first >= len(found):
        return []
    if first == 0:
        return list(islice(found, last))
    return list(islice(found.iter_equal_or_larger(found[first]), last - first))


def _ids(keys: NDArray[np.int64]) -> list[int]:
    return [key & ID for key in keys.tolist()]


def by_number(
    entries: Entries, found: BitMap, numbers: Numbers, first: int, last: int
) -> list[int]:
    """Ids by a number of each slot, the smallest first, without sorting them all."""
    slots = slots_of(found)
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
