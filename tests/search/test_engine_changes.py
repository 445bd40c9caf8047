"""What the engine knows after changes, and when the clock goes on."""

import datetime as dt
import threading
from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from search.engine import Engine, entries
from search.question import Question
from tests.search.made_facts import (
    HELSINKI,
    KAJAANI,
    NOW,
    TAMPERE,
    TODAY,
    facts,
    made,
    word,
)
from tests.search.test_engine import YESTERDAY, chosen, found, having, knowing


def test_what_changes_is_no_longer_found_by_what_it_was() -> None:
    engine = knowing(
        facts(
            1,
            tokens={"title": ["kerho"]},
            values={"theme": ["sport"], "level": ["a1"], "organisation": ["7"]},
            meets=[("mo", "morning", None)],
            min_age=7,
            anywhere=True,
        )
    )

    engine.apply([facts(1, tokens={"body": ["laulu"]})], [])

    for question in (
        Question(query=(word(("kerho",)),)),
        chosen(theme="sport"),
        chosen(day="mo"),
        chosen(municipality="091"),
    ):
        assert found(engine, question) == []
    counts = engine.ask(Question(), NOW).counts()
    assert {name for name, of_it in counts.items() if any(of_it.values())} == {
        "organisation"
    }
    assert found(engine, Question(query=(word(("laulu",)),))) == [1]
    assert list(engine.vocabulary("activity")) == ["laulu"]


def test_what_goes_leaves_nothing() -> None:
    engine = knowing(facts(1, tokens={"title": ["kerho"]}), facts(2))

    engine.apply([], [1, 99])

    assert found(engine, Question()) == [2]
    assert "kerho" not in engine.vocabulary("activity")


def test_what_moves_is_near_its_new_place_only() -> None:
    engine = knowing(facts(1, places=[KAJAANI]), facts(2, places=[TAMPERE]))

    engine.apply([facts(1, places=[HELSINKI])], [])

    assert found(engine, Question(sort="near", origin=KAJAANI)) == [2, 1]


def test_what_goes_changes_nothing_any_more() -> None:
    soon = int(NOW.timestamp()) + 60
    engine = knowing(
        facts(1, meetings=[(soon, soon + 1)]), facts(2, meetings=[(soon, soon + 9)])
    )

    engine.apply([], [1])

    assert engine.next_change(NOW) == NOW + dt.timedelta(seconds=69)


def test_an_entry_of_another_kind_leaves_the_first() -> None:
    engine = knowing(facts(1))

    engine.apply([facts(1, kind="training")], [])

    assert found(engine, Question()) == []
    assert found(engine, Question(kind="training")) == [1]


def test_confirmed_and_new_entries_come_first_without_renumbering() -> None:
    old = [facts(pk, checked_on=YESTERDAY) for pk in range(1, 60)]
    engine = knowing(*old)

    engine.apply([facts(30), facts(90), facts(5)], [])

    right = [5, 30, 90, *(pk for pk in range(1, 60) if pk not in (5, 30))]
    assert found(engine, Question()) == right
    hits = engine.ask(Question(), NOW).hits
    for first in range(61):
        assert [one.pk for one in hits(first, first + 4)] == right[first : first + 4]


def test_many_changes_renumber(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "STRAYS", 3)
    engine = knowing(facts(1, checked_on=YESTERDAY))

    for pk in range(9, 1, -1):
        of_it = {"theme": [f"theme-{pk}"]}
        words = {"title": [f"word{pk}"]}
        engine.apply([facts(pk, values=of_it, tokens=words)], [])

    assert found(engine, Question()) == [*range(2, 10), 1]
    assert found(engine, chosen(theme="theme-2 theme-9")) == [2, 9]
    assert found(engine, Question(query=(word(("word2",), ("word8",)),))) == [2, 8]


def test_a_load_forgets_what_was_there() -> None:
    engine = knowing(facts(1, tokens={"title": ["kerho"]}))

    engine.load([facts(2)])

    assert found(engine, Question()) == [2]
    assert len(engine.vocabulary("activity")) == 0


def test_of_two_with_one_id_the_last_is_loaded() -> None:
    engine = knowing(having(1, theme="sport"), facts(2), having(1, theme="music"))

    assert found(engine, chosen(theme="sport")) == []
    assert found(engine, chosen(theme="music")) == [1]


def test_words_weigh_what_they_weigh_now() -> None:
    engine = knowing(
        facts(1, tokens={"body": ["kerho"]}), facts(2, tokens={"terms": ["kerho"]})
    )
    asked = Question(query=(word(("kerho",)),))
    assert found(engine, asked) == [2, 1]

    engine.apply([facts(1, tokens={"title": ["kerho"]})], [])
    assert found(engine, asked) == [1, 2]
    engine.apply([facts(3, tokens={"title": ["kerho"]})], [2])
    assert found(engine, asked) == [1, 3]


def test_an_answer_follows_a_change_between_its_parts() -> None:
    engine = knowing(facts(1), facts(2))
    answer = engine.ask(Question(), NOW)
    assert answer.total == 2

    engine.apply([having(3, theme="sport")], [1])

    assert [hit.pk for hit in answer.hits(0, 9)] == [2, 3]
    assert answer.counts()["theme"] == {"sport": 1}
    engine.load([facts(9)])
    assert [hit.pk for hit in answer.hits(0, 9)] == [9]


def test_while_locked_an_engine_stays_as_it_is() -> None:
    engine = knowing(facts(1))
    other = threading.Thread(target=engine.apply, args=([facts(2)], []))

    with engine.lock:
        answer = engine.ask(Question(), NOW)
        other.start()
        other.join(timeout=0.05)
        assert other.is_alive()
        assert answer.total == len(answer.hits(0, 9)) == 1

    other.join()
    assert answer.total == 2


def midnight_in_finland(date: dt.date) -> dt.datetime:
    """In winter, when it is two hours ahead."""
    return dt.datetime.combine(date, dt.time(), dt.UTC) - dt.timedelta(hours=2)


def test_midnight_passes() -> None:
    today = TODAY.isoformat()
    engine = knowing(
        facts(1, listed_until=today, values={"theme": ["sport"]}),
        facts(2, meets=[("mo", "morning", today)]),
        facts(3, always_until=today),
    )
    midnight = midnight_in_finland(TODAY + dt.timedelta(days=1))
    before = midnight - dt.timedelta(seconds=1)

    for _to_and_fro in range(2):
        assert found(engine, Question(), before) == [1, 2, 3]
        assert found(engine, chosen(day="mo"), before) == [2, 3]
        assert engine.ask(Question(), before).counts()["theme"] == {"sport": 1}
        assert found(engine, Question(), midnight) == [2, 3]
        assert found(engine, chosen(day="mo"), midnight) == []
        assert not any(engine.ask(Question(), midnight).counts()["theme"].values())


def test_the_next_change_is_the_end_of_a_meeting_or_midnight() -> None:
    now = int(NOW.timestamp())
    engine = knowing(
        facts(1, meetings=[(now - 60, now - 30), (now + 60, now + 90)]),
        facts(2, kind="training", meetings=[(now - 60, now + 30)]),
    )

    assert engine.next_change(NOW) == NOW + dt.timedelta(seconds=30)
    later = NOW + dt.timedelta(seconds=30)
    assert engine.next_change(later) == NOW + dt.timedelta(seconds=90)
    much_later = NOW + dt.timedelta(seconds=90)
    tomorrow = midnight_in_finland(TODAY + dt.timedelta(days=1))
    assert engine.next_change(much_later) == tomorrow
    assert engine.next_change(NOW) == NOW + dt.timedelta(seconds=30)


def test_the_order_of_writers_does_not_matter() -> None:
    """Each entry is as its last writer left it, in whatever batches it comes."""
    last = [made(pk, pk) for pk in range(1, 40)]
    first = [made(pk, 1000 + pk) for pk in range(1, 40)]
    at_once, one_by_one, backwards = Engine(), knowing(*first), Engine()

    at_once.load(last)
    for one in last:
        one_by_one.apply([one], [])
    backwards.apply(reversed(first), [])
    backwards.apply(reversed(last), [])

    for sort in ("best", "date", "new"):
        question = Question(sort=sort)
        right = found(at_once, question)
        assert found(one_by_one, question) == found(backwards, question) == right


def columns(of: object) -> Iterator[NDArray[Any]]:
    """All that an object and its parts have."""
    for part in vars(of).values():
        if isinstance(part, np.ndarray):
            yield part
        elif isinstance(part, dict):
            yield from chain.from_iterable(map(columns, filter(is_ours, part.values())))
        elif is_ours(part):
            yield from columns(part)


def is_ours(part: object) -> bool:
    return type(part).__module__.startswith("search.engine")


def test_what_is_said_again_is_not_written() -> None:
    """Processes share memory until one of them writes."""
    known = [made(pk, pk) for pk in range(1, 30)]
    engine = knowing(*known)
    shared = list(columns(engine.entries("activity", TODAY.toordinal())))
    assert sum(column.nbytes for column in shared) > 1000
    for column in shared:
        column.flags.writeable = False

    engine.apply(known, [])

    with pytest.raises(ValueError, match="read-only"):
        engine.apply([facts(1, kind=known[0]["kind"], meetings=[(1, 2)])], [])
