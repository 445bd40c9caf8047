"""Where entries are held, to sort them by their distance from somewhere."""

from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from search.engine.arrays import Slots, roomier, with_room

Point = tuple[float, float]
Distances = NDArray[np.float64]


class Places:
    """Points on a ball: their straight distances are in the order of those on the
    ground, and points that are equal stay equal.
    """

    def __init__(self) -> None:
        self._points = np.zeros((3, 0))
        self._owners = np.zeros(0, np.intp)
        self._used = 0
        # By slot: where its points begin and stop.
        self._range = np.zeros((2, 0), np.intp)
        self._known: dict[Point, Distances] = {}
        self._waiting, self._lengths = array("d"), array("q")

    def collect(self, places: Sequence[Point]) -> None:
        """Of the next slot; to be found once all are settled."""
        for latitude, longitude in places:
            self._waiting.extend(_on_ball(latitude, longitude))
        self._lengths.append(len(places))

    def settle(self) -> None:
        points = np.array(self._waiting).reshape(-1, 3)
        self._points, self._used = np.ascontiguousarray(points.T), len(points)
        counts = np.array(self._lengths, np.intp)
        stops = np.cumsum(counts)
        self._range = np.array([stops - counts, stops])
        self._owners = np.repeat(np.arange(len(counts)), counts)
        self._waiting, self._lengths = array("d"), array("q")

    def put(self, slot: int, places: Iterable[Point]) -> None:
        """In place of what was known of the slot; nothing is written if it is that."""
        points = [_on_ball(*place) for place in places]
        self._range = roomier(self._range, slot + 1)
        begin, stop = self._range[:, slot]
        if self._points[:, begin:stop].T.tolist() == [[*point] for point in points]:
            return
        self._points[:, begin:stop] = np.inf
        begin, self._used = self._used, self._used + len(points)
        self._points = roomier(self._points, self._used)
        self._owners = roomier(self._owners, self._used)
        for number, point in enumerate(points, begin):
            self._points[:, number] = point
        self._owners[begin : self._used] = slot
        self._range[:, slot] = begin, self._used
        self._known.clear()

    def remove(self, slot: int) -> None:
        self.put(slot, ())

    def move(self, order: Slots) -> None:
        """Those of `order` become 0, 1, 2 and so on, and what is gone takes no room."""
        begin, stop = self._range[:, order]
        counts = stop - begin
        stops = np.cumsum(counts)
        kept = np.arange(counts.sum()) + np.repeat(begin - stops + counts, counts)
        self._points = with_room(self._points[:, kept])
        self._owners = with_room(np.repeat(np.arange(len(order)), counts))
        self._used = len(kept)
        self._range = with_room(np.array([stops - counts, stops]))
        self._known.clear()

    def distances(self, origin: Point) -> Distances:
        """By slot, to the nearest of its places; infinite for what has none."""
        known = self._known.get(origin)
        if known is None:
            known = np.full(self._range.shape[1], np.inf)
            away = self._points[:, : self._used] - np.array([_on_ball(*origin)]).T
            squares = (away * away).sum(axis=0)
            np.minimum.at(known, self._owners[: self._used], squares)
            self._known[origin] = known
        return known


@lru_cache(maxsize=16_384)
def _on_ball(latitude: float, longitude: float) -> tuple[float, float, float]:
    lat, lon = radians(latitude), radians(longitude)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)
