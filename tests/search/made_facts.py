"""Entries as the engine gets them, made without a database."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any, cast

from hypothesis import strategies as st

from activities.facts import Facts
from search.question import Question
from textanalysis.matching import WEIGHTS
from textanalysis.queries import Query, Word

TODAY = dt.date(2026, 3, 27)
# Two days before the clocks of Finland go forward.
NOW = dt.datetime.combine(TODAY, dt.time(10), dt.UTC)
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES = ("morning", "afternoon", "evening")
HELSINKI, KAJAANI, TAMPERE = (60.17, 24.94), (64.23, 27.73), (61.5, 23.76)
VALUES: dict[str, tuple[str, ...]] = {
    "municipality": ("049", "091", "092", "205", "837"),
    "region": ("01", "06", "18"),
    "language": ("fi", "fi-x-selko", "ar", "so"),
    "target": ("women", "young"),
    "theme": ("sport", "music", "crafts"),
    "format": ("club", "course"),
    "level": ("none", "a1", "b1"),
    "welcome": ("all", "first", "only"),
    "access": ("wheelchair", "toilet", "loop"),
    "organisation": ("7", "8", "9"),
    **dict.fromkeys(("free", "dropin", "online", "childcare"), ("1",)),
}
CHOICES = {**VALUES, "day": DAYS, "time": TIMES, "age": ("0", "7", "17", "60")}
TOKENS = ("kerho", "kieli", "kurssi", "laulu", "suomi")
NO_TOKENS: Mapping[str, Iterable[str]] = {}


def facts(
    pk: int = 1, tokens: Mapping[str, Iterable[str]] = NO_TOKENS, **changed: Any
) -> Facts:
    """An entry that is listed, and states nothing."""
    plain = {
        "id": pk,
        "kind": "activity",
        "listed_until": "9999-12-31",
        "checked_on": TODAY.isoformat(),
        "published_at": NOW.timestamp(),
        "values": {"organisation": ["7"]},
        "anywhere": False,
        "open_to_others": False,
        "min_age": None,
        "max_age": None,
        "level_stated": False,
        "meets": [],
        "meetings": [],
        "places": [],
    }
    found = plain | changed
    texts = {field: " ".join(some) for field, some in tokens.items()}
    return cast(Facts, found | {"tokens": texts})


def tokens_of(known: Facts) -> dict[str, list[str]]:
    """By field."""
    return {field: text.split() for field, text in known["tokens"].items()}


def word(*alternatives: tuple[str, ...]) -> Word:
    return Word(" ".join(alternatives[0]), alternatives)


moments = st.integers(-100, 200).map(lambda hours: NOW + dt.timedelta(hours=hours))
numbers = st.integers(0, 2**32)


def made(pk: int, number: int) -> Facts:
    """An entry of all that entries can be; the same number makes the same one.

    Hypothesis draws the number alone: to draw each fact takes a hundred times longer.
    """
    random = Random(number)

    def some(values: Sequence[Any], most: int) -> list[Any]:
        return random.sample(values, random.randint(0, min(most, len(values))))

    def day() -> str:
        return (TODAY + dt.timedelta(days=random.randint(-4, 4))).isoformat()

    def meeting() -> tuple[int, int]:
        start = int(NOW.timestamp()) + 3600 * random.randint(-60, 60)
        return start, start + random.choice([0, 3600, 108_000])

    values = {name: some(of_it, 3) for name, of_it in VALUES.items()}
    values["organisation"] = [random.choice(VALUES["organisation"])]
    ages = [(None, None), (7, None), (None, 0), (None, 17), (7, 60)]
    least, most = random.choice(ages)
    lasting = {
        (random.choice(DAYS), time): random.choice([None, day()])
        for time in some(TIMES, 3)
    }
    always = random.choice([{}, {}, {}, {"always_until": random.choice(["", day()])}])
    return facts(
        pk,
        kind=random.choice(["activity", "activity", "activity", "training"]),
        listed_until=random.choice(["9999-12-31", "9999-12-31", day()]),
        checked_on=day(),
        published_at=NOW.timestamp() - random.choice([0.0, 0.5, 86_400.0]),
        values=values,
        anywhere=random.random() < 0.3,
        open_to_others=random.random() < 0.5,
        min_age=least,
        max_age=most,
        level_stated=random.random() < 0.5,
        meets=[(*pair, last) for pair, last in lasting.items()],
        meetings=sorted(meeting() for _ in range(random.randint(0, 4))),
        places=some([HELSINKI, KAJAANI, TAMPERE], 2),
        tokens={field: some(TOKENS, 3) for field in WEIGHTS},
        **always,
    )


alternatives = st.lists(
    st.sampled_from([*TOKENS, "unknown"]), min_size=1, max_size=2
).map(tuple)
queries: st.SearchStrategy[Query] = st.lists(
    st.lists(alternatives, min_size=1, max_size=3).map(lambda all_of: word(*all_of)),
    max_size=3,
).map(tuple)
pairs = st.sampled_from(list(CHOICES)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(CHOICES[name]))
)


def grouped(chosen: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(name for name, _value in chosen)
    return {name: tuple(v for n, v in chosen if n == name) for name in names}


questions = st.builds(
    Question,
    kind=st.sampled_from(["activity", "activity", "activity", "training"]),
    chosen=st.lists(pairs, max_size=4, unique=True).map(grouped),
    query=queries,
    least=st.sampled_from([1, 1, 2, 4, 16]),
    sort=st.sampled_from(["best", "best", "date", "new", "near"]),
    origin=st.none() | st.sampled_from([HELSINKI, KAJAANI]),
)
