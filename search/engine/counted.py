"""What was counted: numbers at once, and their names when somebody reads them."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.engine.clock import DAYS, TIMES

Counts = NDArray[np.int64]
# Parameter -> its values, and where the counts of these are, in the same order.
Names = Mapping[str, tuple[Sequence[str], "slice[int, int, None]"]]


class Counted(Mapping[str, Mapping[str, int]]):
    """Parameter -> value -> how many, without zeros but of days and times.

    To name hundreds of values takes longer than to count them, and few are read.
    """

    def __init__(self, names: Names, counts: Counts, meetings: Counts) -> None:
        numbers = meetings.tolist()
        self._names, self._counts = names, counts
        self._named: dict[str, dict[str, int]] = {
            "day": dict(zip(DAYS, numbers, strict=False)),
            "time": dict(zip(TIMES, numbers[len(DAYS) :], strict=True)),
        }

    def __getitem__(self, parameter: str) -> dict[str, int]:
        named = self._named.get(parameter)
        if named is None:
            values, place = self._names[parameter]
            numbers = self._counts[place].tolist()
            both = zip(values, numbers, strict=True)
            named = {value: number for value, number in both if number}
            self._named[parameter] = named
        return named

    def __iter__(self) -> Iterator[str]:
        return iter({**self._names, "day": (), "time": ()})

    def __len__(self) -> int:
        return len(self._names) + 2

    def meeting(self, named: Mapping[str, dict[str, int]]) -> "Counted":
        """The same with other days and times."""
        self._named |= named
        return self

    def add(self, parameter: str, value: str, number: int) -> None:
        """Of a value that has come since all were numbered."""
        self._named[parameter] = {**self[parameter], value: number}
