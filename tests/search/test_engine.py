"""The table of what a choice means, by examples from memory alone."""

import datetime as dt
from typing import Any

import pytest

from activities.facts import Facts
from search.engine import Engine
from search.question import Hit, Question
from tests.search.made_facts import (
    HELSINKI,
    KAJAANI,
    NOW,
    TAMPERE,
    TODAY,
    facts,
    word,
)
from textanalysis.queries import Query, Word

YESTERDAY = (TODAY - dt.timedelta(days=1)).isoformat()


def knowing(*known: Facts) -> Engine:
    engine = Engine()
    engine.load(known)
    return engine


def chosen(**values: str) -> Question:
    return Question(chosen={name: tuple(v.split()) for name, v in values.items()})


def having(pk: int, **values: str) -> Facts:
    return facts(pk, values={name: v.split() for name, v in values.items()})


def found(engine: Engine, question: Question, now: dt.datetime = NOW) -> list[int]:
    answer = engine.ask(question, now)
    hits = answer.hits(0, 100)
    assert answer.total == len(hits)
    return [hit.pk for hit in hits]


def test_a_place_and_then_what_is_everywhere() -> None:
    engine = knowing(
        having(1, municipality="091", region="01"),
        facts(2, anywhere=True),
        having(3, municipality="205", region="18"),
    )

    answer = engine.ask(chosen(municipality="205"), NOW)

    assert answer.hits(0, 9) == [
        Hit(3, (0, 0, 0, 0), 0),
        Hit(2, (1, 0, 0, 0), 0),
    ]
    assert answer.in_second_tier("place") == 1
    assert answer.counts()["municipality"] == {"091": 1, "205": 1}
    assert found(engine, chosen(region="01", municipality="205")) == [1, 3, 2]


def test_a_place_where_nothing_is_still_has_its_second_tier() -> None:
    engine = knowing(facts(2, anywhere=True))

    answer = engine.ask(chosen(municipality="205"), NOW)

    assert answer.hits(0, 9) == [Hit(2, (1, 0, 0, 0), 0)]


def test_a_target_group_and_then_what_is_open_to_others() -> None:
    women = {"organisation": ["7"], "target": ["women"]}
    engine = knowing(
        facts(1, open_to_others=True),
        facts(2, values=women),
        facts(3),
        facts(4, values={"target": ["young"]}, open_to_others=True),
    )

    assert found(engine, chosen(target="women")) == [2, 1, 4]


@pytest.mark.parametrize(
    ("age", "ids"), [("6", [4]), ("7", [1, 2, 4]), ("18", [1, 4]), ("0", [3, 4])]
)
def test_an_age_and_then_what_states_none(age: str, ids: list[int]) -> None:
    engine = knowing(
        facts(1, min_age=7),
        facts(2, min_age=7, max_age=17),
        facts(3, max_age=0),
        facts(4),
    )

    assert found(engine, chosen(age=age)) == ids


def test_a_level_and_then_what_states_none() -> None:
    stated: dict[str, Any] = {"level_stated": True}
    engine = knowing(
        facts(1),
        facts(2, values={"level": ["a1", "b1"]}, **stated),
        facts(3, values={"level": ["b1"]}, **stated),
    )

    assert found(engine, chosen(level="a1")) == [2, 1]
    assert engine.ask(chosen(level="a1"), NOW).counts()["level"] == {"a1": 1, "b1": 2}


def test_every_kind_of_access_is_a_condition() -> None:
    engine = knowing(having(1, access="toilet loop"), having(2, access="toilet"))

    assert found(engine, chosen(access="toilet loop")) == [1]
    answer = engine.ask(chosen(access="loop"), NOW)
    assert answer.counts()["access"] == {"toilet": 1, "loop": 1}
    assert answer.without("access") == 2


def test_day_and_time_hold_together() -> None:
    apart = [("mo", "morning", None), ("tu", "evening", None)]
    engine = knowing(
        facts(1, meets=apart),
        facts(2, meets=[("mo", "evening", None)]),
        facts(3, always_until=""),
        facts(4, meets=[("mo", "evening", YESTERDAY)]),
    )

    assert found(engine, chosen(day="mo", time="evening")) == [2, 3]
    counts = engine.ask(chosen(day="mo", time="evening"), NOW).counts()
    assert counts["day"] == dict.fromkeys(("we", "th", "fr", "sa", "su"), 1) | {
        "mo": 2,
        "tu": 2,
    }
    assert counts["time"] == {"morning": 2, "afternoon": 1, "evening": 2}


def test_a_count_leaves_out_the_choices_of_its_own_facet_only() -> None:
    engine = knowing(
        having(1, theme="sport", language="fi"),
        having(2, theme="music", language="fi"),
        having(3, theme="music", language="ar"),
    )

    counts = engine.ask(chosen(theme="sport", language="fi"), NOW).counts()

    assert counts["theme"] == {"sport": 1, "music": 1}
    assert {k: n for k, n in counts["language"].items() if n} == {"fi": 1}


def test_another_kind_is_another_search() -> None:
    engine = knowing(facts(1), facts(2, kind="training"))

    assert found(engine, Question(kind="training")) == [2]
    assert found(engine, Question(kind="unknown")) == []


@pytest.mark.parametrize(
    ("query", "scores"),
    [
        ((word(("kerho",)),), {1: 16, 2: 8, 3: 1}),
        ((word(("kerho",)), word(("kieli",))), {1: 18, 3: 17}),
        # An alternative weighs as its lightest token, a word as its best alternative.
        ((word(("kerho", "kieli")),), {1: 2, 3: 1}),
        ((word(("kerho", "kieli"), ("kieli",)),), {3: 16, 1: 2}),
        ((word(("kerho",)), word(("unknown",))), {}),
        ((Word("nothing", ()),), {}),
    ],
)
def test_words(query: Query, scores: dict[int, int]) -> None:
    engine = knowing(
        facts(1, tokens={"title": ["kerho"], "body": ["kerho", "kieli"]}),
        facts(2, tokens={"terms": ["kerho"]}),
        facts(3, tokens={"title": ["kieli"], "related": ["kerho"]}),
    )

    hits = engine.ask(Question(query=query), NOW).hits(0, 9)

    assert {hit.pk: hit.score for hit in hits} == scores
    assert [hit.score for hit in hits] == sorted(scores.values(), reverse=True)


def test_the_best_are_those_checked_last_and_then_by_id() -> None:
    engine = knowing(facts(3), facts(1, checked_on=YESTERDAY), facts(2))

    assert found(engine, Question()) == [2, 3, 1]
    assert [hit.pk for hit in engine.ask(Question(), NOW).hits(1, 2)] == [3]


def test_the_newest() -> None:
    engine = knowing(facts(1), facts(2, published_at=NOW.timestamp() + 0.5), facts(3))

    assert found(engine, Question(sort="new")) == [2, 1, 3]


def test_the_soonest_counts_what_goes_on_and_ends_with_what_has_no_date() -> None:
    now = int(NOW.timestamp())
    engine = knowing(
        facts(1),
        facts(2, meetings=[(now - 90, now), (now + 60, now + 90)]),
        facts(3, meetings=[(now - 60, now + 1)]),
    )

    assert found(engine, Question(sort="date")) == [3, 2, 1]
    later = NOW + dt.timedelta(seconds=1)
    assert found(engine, Question(sort="date"), later) == [2, 1, 3]
    assert found(engine, Question(sort="date")) == [3, 2, 1]


def test_the_nearest_place_counts() -> None:
    engine = knowing(
        facts(1),
        facts(2, places=[KAJAANI, TAMPERE]),
        facts(3, places=[KAJAANI]),
        facts(4, places=[HELSINKI]),
    )

    assert found(engine, Question(sort="near", origin=HELSINKI)) == [4, 2, 3, 1]
    assert found(engine, Question(sort="near", origin=KAJAANI)) == [2, 3, 4, 1]
