"""Synthetic listings in arrays: the same for our engine, the rivals and brute force.

445 values of 8 facets and 66 words a listing, all drawn by Zipf's law from a fixed
seed: the second most usual half as often as the first, the third a third as often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import chain, product
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from activities.facts import Facts
from textanalysis.analysis import analyse
from textanalysis.matching import WEIGHTS

SEED = 2026
TODAY = date(2026, 11, 23)
HELSINKI = ZoneInfo("Europe/Helsinki")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES = {"morning": 9, "afternoon": 13, "evening": 18}
REGIONS = 19
# The portal knows three times of day; one language more keeps the sum.
VALUES: dict[str, tuple[str, ...]] = {
    "region": tuple(f"{n:02}" for n in range(1, REGIONS + 1)),
    "municipality": tuple(f"{n:03}" for n in range(1, 309)),
    "language": tuple(f"l{n:02}" for n in range(61)),
    "target": tuple(f"target-{n}" for n in range(20)),
    "theme": tuple(f"theme-{n}" for n in range(25)),
    "free": ("1",),
    "online": ("1",),
    "day": DAYS,
    "time": tuple(TIMES),
}
# Values of one facet are alternatives; region and municipality are one facet.
FACETS = (("region", "municipality"), *((name,) for name in list(VALUES)[2:]))
OFFSETS = dict(
    zip(VALUES, np.cumsum([0, *map(len, VALUES.values())]).tolist(), strict=False)
)
FACET_VALUES = sum(map(len, VALUES.values()))
# (least, most) values of a listing; drawn twice counts once.
DRAWN = {"language": (1, 2), "target": (1, 3), "theme": (1, 4), "day": (1, 3)}
SHARE = {"free": 0.6, "online": 0.15}
# Words of a listing by field, of 31,000; each third one of another vocabulary.
# None in descriptions: where these add much, they are left out (docs/search.md), and
# plain AND would find more.
FIELDS = {"title": 4, "terms": 8, "summary": 54}
WORDS, VOCABULARIES = 31_000, 3
# Words that queries ask for, by their place among the most usual ones. All others are
# invented, so that a word is found by itself alone, as the rivals find it.
ASKED_WORDS = {
    4: "kahvila",
    14: "language",
    40: "ryhmä",
    61: "kurs",
    100: "music",
    151: "naiset",
    301: "vänner",
    500: "jooga",
    902: "homework",
    2100: "puutarha",
}
SYLLABLES = [consonant + vowel for consonant in "bdgjklmnprstvz" for vowel in "aeiouy"]
MEETINGS = 8


def offset(parameter: str, value: str) -> int:
    """The number of a facet value among all 445."""
    first: int = OFFSETS[parameter]
    return first + VALUES[parameter].index(value)


def zipf(size: int) -> NDArray[np.float64]:
    """Cumulated shares of the most usual, the second most usual and so on."""
    shares = 1 / np.arange(1, size + 1)
    cumulated: NDArray[np.float64] = np.cumsum(shares) / shares.sum()
    return cumulated


def vocabulary() -> list[str]:
    """31,000 different words, the most usual first."""
    base = len(SYLLABLES)
    return [
        ASKED_WORDS.get(
            n,
            SYLLABLES[n % base]
            + SYLLABLES[n // base % base]
            + SYLLABLES[n // base**2 + 7]
            + "qx",
        )
        for n in range(WORDS)
    ]


@dataclass(frozen=True)
class Listings:
    """`size` listings in the order of their ids, which are 1 to `size`.

    `rows` and `values` say in pairs which listing has which facet value, by listing;
    `words` has a row of 66 word numbers for each; `checked` days before today.
    """

    size: int
    rows: NDArray[np.int32]
    values: NDArray[np.int16]
    words: NDArray[np.uint16]
    checked: NDArray[np.int16]

    @classmethod
    def drawn(cls, size: int, seed: int = SEED) -> "Listings":
        random = np.random.default_rng(seed)
        pairs = np.unique(np.concatenate(list(_pairs(size, random))))
        words = np.empty((size, sum(FIELDS.values())), np.uint16)
        shares = zipf(WORDS // VOCABULARIES)
        for slot in range(words.shape[1]):
            drawn = np.searchsorted(shares, random.random(size)) * VOCABULARIES
            words[:, slot] = (drawn + slot % VOCABULARIES).clip(0, WORDS - 1)
        return cls(
            size,
            (pairs // FACET_VALUES).astype(np.int32),
            (pairs % FACET_VALUES).astype(np.int16),
            words,
            random.integers(0, 180, size).astype(np.int16),
        )

    @cached_property
    def newest_first(self) -> NDArray[np.int64]:
        """Listings by date, newest first, then by id."""
        return np.lexsort((np.arange(self.size), self.checked))

    @cached_property
    def bounds(self) -> NDArray[np.int64]:
        """Where the pairs of each listing begin, and where the last ones end."""
        return np.searchsorted(self.rows, np.arange(self.size + 1))

    def of_listing(self, row: int) -> dict[str, list[str]]:
        """Parameter -> values of one listing."""
        found: dict[str, list[str]] = {}
        first, last = self.bounds[row : row + 2]
        for number in self.values[first:last].tolist():
            parameter, value = NAMES[number]
            found.setdefault(parameter, []).append(value)
        return found

    def of_parameter(
        self, parameter: str
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """In pairs the numbers of its values, from 0, and the rows that have them."""
        numbers = self.values - OFFSETS[parameter]
        of_it = np.flatnonzero((numbers >= 0) & (numbers < len(VALUES[parameter])))
        return numbers[of_it].astype(np.int64), self.rows[of_it].astype(np.int64)

    def facts(self, today: date = TODAY) -> Iterator[Facts]:
        """What our engine needs of each, without second tiers."""
        known = [[word] for word in vocabulary()]
        for number, word in ASKED_WORDS.items():
            known[number] = analyse([word])
        for row in range(self.size):
            yield _facts(self, row, known, today)


NAMES = [(name, value) for name, values in VALUES.items() for value in values]
Random = np.random.Generator


def _pairs(size: int, random: Random) -> Iterator[NDArray[np.int64]]:
    """Pairs of listing and facet value as one number each, some of them twice."""
    rows = np.arange(size, dtype=np.int64) * FACET_VALUES

    def draw(parameter: str) -> NDArray[np.int64]:
        return np.searchsorted(zipf(len(VALUES[parameter])), random.random(size)).clip(
            0, len(VALUES[parameter]) - 1
        )

    municipality = draw("municipality")
    yield rows + OFFSETS["municipality"] + municipality
    yield rows + OFFSETS["region"] + municipality % REGIONS
    for parameter, share in SHARE.items():
        yield rows[random.random(size) < share] + OFFSETS[parameter]
    for parameter, (least, most) in (DRAWN | {"time": (1, 2)}).items():
        number = random.integers(least, most + 1, size)
        for turn in range(most):
            drawn = rows + OFFSETS[parameter] + draw(parameter)
            yield drawn[number > turn]


def _facts(listings: Listings, row: int, known: list[list[str]], today: date) -> Facts:
    values = listings.of_listing(row)
    days, times = values.pop("day"), values.pop("time")
    checked = today - timedelta(days=int(listings.checked[row]))
    return {
        "id": row + 1,
        "kind": "activity",
        "listed_until": (today + timedelta(days=400)).isoformat(),
        "checked_on": checked.isoformat(),
        "published_at": _seconds(checked, 12) - row % 3600,
        "values": values,
        "anywhere": False,
        "open_to_others": False,
        "min_age": None,
        "max_age": None,
        "level_stated": False,
        "meets": [(day, time, None) for day, time in product(days, times)],
        "meetings": _meetings(DAYS.index(days[0]), TIMES[times[0]], today),
        "places": [(60 + row % 97 / 10, 21 + row % 89 / 10)],
        "tokens": _tokens([known[word] for word in listings.words[row].tolist()]),
    }


def _tokens(words: list[list[str]]) -> dict[str, str]:
    tokens, first = dict.fromkeys(WEIGHTS, ""), 0
    for field, length in FIELDS.items():
        of_field = chain.from_iterable(words[first : first + length])
        tokens[field] = " ".join(sorted(set(of_field)))
        first += length
    return tokens


@cache
def _meetings(weekday: int, hour: int, today: date) -> list[tuple[int, int]]:
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    starts = [_seconds(first + timedelta(weeks=n), hour) for n in range(MEETINGS)]
    return [(start, start + 5400) for start in starts]


@cache
def _seconds(day: date, hour: int) -> int:
    return int(datetime.combine(day, time(hour), HELSINKI).timestamp())
