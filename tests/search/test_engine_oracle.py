"""The engine against the search in plain ORM, on the same rows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities import documents
from activities.models import Activity, Document, Index
from organisations.models import Organisation
from search.engine import Engine
from search.question import TIERED, Question
from search.results import Search
from tests import factories
from tests.named import TOWNS
from tests.search.building import LINKS, build
from tests.search.reference import NOW, Entry
from tests.search.test_engine_brute import counted
from tests.search.test_reference import (
    LANGUAGES,
    ORGANISATIONS,
    VALUES,
    WORDS,
    choices,
    entries,
    sorts,
)
from textanalysis.analysis import analyse
from textanalysis.queries import Query, Word

pytestmark = pytest.mark.django_db
lists = st.lists(entries(), max_size=4)
queries = st.lists(st.sampled_from([*WORDS, "unknown"]), max_size=2)


@pytest.fixture(scope="module", autouse=True)
def _terms(lasting: None) -> None:
    for name, term in LINKS.values():
        for code in VALUES.get(name, LANGUAGES):
            term(code)
    for name in ORGANISATIONS:
        factories.organisation(name)


class Reader:
    """An engine that follows the documents by their counter, as a process does."""

    def __init__(self) -> None:
        self.engine = Engine()
        self.load()

    def load(self) -> None:
        self.counter = Index.objects.get().counter
        present = Document.objects.present().values_list("facts", flat=True)
        self.engine.load(present)

    def follow(self) -> None:
        rows = list(Document.objects.after(self.counter))
        gone = [row.pk for row in rows if row.removed_at is not None]
        self.engine.apply([row.facts for row in rows if row.pk not in gone], gone)
        self.counter = Index.objects.get().counter


@settings(
    deadline=None,
    max_examples=5,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    first=lists,
    more=lists,
    pairs=choices,
    typed=queries,
    sort=sorts,
    least=st.sampled_from([1, 1, 4]),
    days=st.integers(1, 12),
    number=st.integers(0, 99),
)
def test_the_engine_is_the_oracle(
    *,
    first: list[Entry],
    more: list[Entry],
    pairs: list[tuple[str, str]],
    typed: list[str],
    sort: str,
    least: int,
    days: int,
    number: int,
) -> None:
    with time_machine.travel(NOW, tick=False) as clock, transaction.atomic():
        asked = replace(question(pairs, typed, sort), least=least)
        ids = build(first)
        documents.rebuild()
        readers = [Reader(), Reader()]
        ids += write_in_any_order(ids, build(more), readers[0], Random(number))
        for reader in readers:
            reader.follow()
            check(reader.engine, asked)

        # A restore: other rows, and a new epoch.
        Activity.objects.filter(pk__in=ids[::2]).update(withdrawn_at=NOW)
        documents.rebuild()
        readers[0].load()
        check(readers[0].engine, asked)

        for _some_midnights in range(2):
            clock.shift(dt.timedelta(days=days))
            check(readers[0].engine, asked)
        transaction.set_rollback(True)


def question(pairs: Iterable[tuple[str, str]], typed: list[str], sort: str) -> Question:
    names = dict(Organisation.objects.values_list("name_fi", "pk"))
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        chosen[name] = (*chosen.get(name, ()), str(names.get(value, value)))
    return Question(
        chosen=chosen,
        query=understood(typed),
        sort=sort,
        origin=TOWNS["091"][4:],
    )


def understood(typed: Iterable[str]) -> Query:
    """Each word has all of its tokens, or else the first of them."""
    tokens = {word: tuple(analyse([word])) for word in typed}
    return tuple(Word(word, (of_it, of_it[:1])) for word, of_it in tokens.items())


def write_in_any_order(
    old: list[int], new: list[int], reader: Reader, random: Random
) -> list[int]:
    """Writers tell of what is new and of what changes; somebody reads meanwhile."""
    changed = random.sample(old, len(old) // 2)
    of_some = Activity.objects.filter(pk__in=changed)
    of_some.update(checked_on=NOW.date(), kind="training")
    told = [*new, *changed, *old[:1]]
    Activity.objects.filter(pk__in=old[:1]).update(withdrawn_at=NOW)
    for pk in random.sample(told, len(told)):
        documents.write(Activity.objects.filter(pk=pk))
        if random.random() < 0.3:
            reader.follow()
    return new


def check(engine: Engine, asked: Question) -> None:
    answer, oracle = engine.ask(asked, timezone.now()), Search(asked)
    assert answer.total == oracle.total
    assert list(answer.hits(0, 99)) == list(oracle.hits(0, 99))
    assert counted(answer.counts()) == counted(oracle.counts())
    for facet in TIERED:
        assert answer.in_second_tier(facet) == oracle.in_second_tier(facet)
        assert answer.without(facet) == oracle.without(facet)
