"""The engine against brute force, on random entries, changes, moments and questions."""

import datetime as dt
from collections.abc import Collection, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.facts import Facts
from search.engine import (
    Engine,
    arrays,
    entries,
    found,
    ordering,
    postings,
    rows,
    scores,
    values,
)
from search.question import Counts, Question
from tests.search import made_facts
from tests.search.brute import FACETS, Brute
from tests.search.made_facts import moments, questions, tokens_of

IDS = range(1, 13)


@pytest.fixture(params=["as it is", "small", "in bitmaps"], scope="module")
def _limits(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is done for many entries only is done for few."""
    patch = pytest.MonkeyPatch()
    if request.param != "as it is":
        patch.setattr(entries, "STRAYS", 2)
        patch.setattr(postings, "FEW", 1)
        patch.setattr(rows, "MOST_WIDE", 1)
        patch.setattr(rows, "SHARE", 0.5)
        patch.setattr(ordering, "MANY", 1)
        patch.setattr(arrays, "FEW", 0)
        patch.setattr(scores, "KEPT", 1)
    if request.param == "in bitmaps":
        patch.setattr(found, "MANY", 0)
        patch.setattr(values, "DENSE", 0)
        patch.setattr(values, "ROWS_FOR_A_BITMAP", 0)
        patch.setattr(values, "ROWS_FOR_A_PART", 0)
    yield
    patch.undo()


# Entries that come or change, each of a number, and others that go.
batches = st.tuples(
    st.dictionaries(st.sampled_from(IDS), made_facts.numbers, max_size=9),
    st.sets(st.sampled_from(IDS), max_size=4),
)
Batch = tuple[dict[int, int], set[int]]


@settings(deadline=None, max_examples=20)
@given(
    st.lists(batches, min_size=1, max_size=4),
    st.lists(st.tuples(questions, moments), min_size=1, max_size=4),
)
@pytest.mark.usefixtures("_limits")
def test_the_engine_is_brute_force(
    history: list[Batch], asked: list[tuple[Question, dt.datetime]]
) -> None:
    engine, known = Engine(), dict[int, Facts]()
    for number, (of_ids, gone) in enumerate(history):
        changed = {pk: made_facts.made(pk, seed) for pk, seed in of_ids.items()}
        known |= changed
        if number == 0:
            engine.load(changed.values())
            continue
        for question, now in asked:
            answer = engine.ask(question, now)
            answer.hits(0, 20)
            answer.counts()
        gone -= changed.keys()
        engine.apply(changed.values(), gone)
        known = {pk: one for pk, one in known.items() if pk not in gone}

    for question, now in asked:
        check(engine, known.values(), question, now)
    for kind in ("activity", "training"):
        assert set(engine.vocabulary(kind)) == tokens(known.values(), kind)


def check(
    engine: Engine, known: Collection[Facts], question: Question, now: dt.datetime
) -> None:
    answer, right = engine.ask(question, now), Brute(known, question, now)
    assert answer.total == right.total
    for first, last in ((0, 20), (1, 3), (4, 9)):
        assert list(answer.hits(first, last)) == right.hits(first, last)
    assert counted(answer.counts()) == counted(right.counts())
    for facet in FACETS:
        assert answer.without(facet) == right.without(facet)
        if facet != "age":
            assert counted(answer.counts_of(facet)) == counted(right.counts_of(facet))
    for facet in ("place", "target", "age", "level"):
        assert answer.in_second_tier(facet) == right.in_second_tier(facet)


def counted(counts: Counts) -> dict[str, dict[str, int]]:
    """A value that finds nothing may be missing; a parameter may not."""
    return {
        name: {value: count for value, count in of_it.items() if count}
        for name, of_it in counts.items()
    }


def tokens(known: Collection[Facts], kind: str) -> set[str]:
    of_kind = [tokens_of(one).values() for one in known if one["kind"] == kind]
    return {token for fields in of_kind for field in fields for token in field}
