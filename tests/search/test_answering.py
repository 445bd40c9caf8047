"""One question, whoever answers it: the database or the memory."""

from collections.abc import Callable

import pytest

from activities import documents
from search import live
from search.answering import ask, counts_of, question_of, understood, vocabulary
from search.page_numbers import page_of
from search.question import Answer
from search.results import Search
from tests import factories
from tests.search.asking import found, read

pytestmark = pytest.mark.django_db

QUERIES = [
    "",
    "free=1",
    "municipality=049&target=women&age=30",
    "q=kielikahvila",
    "q=kahvilassa&region=01",
    "q=omplukerho",
    "sort=near&near=049",
    "sort=date&day=mo",
    "sort=new",
    "kind=training",
]


@pytest.fixture(autouse=True)
def _entries(db: None) -> None:
    here = {"municipalities": ["049"], "target_groups": ["women"]}
    factories.activity("Kielikahvila", price="free", terms=here)
    factories.activity("Ompelukerho", online=True, min_age=18)
    factories.activity("Kahvila", schedules=[factories.weekly("mo")])
    factories.activity("Luento", kind="training")


def whole(answer: Answer) -> object:
    counts = {
        name: {value: count for value, count in values.items() if count}
        for name, values in answer.counts().items()
    }
    tiers = [answer.in_second_tier(name) for name in ("place", "target", "age")]
    rest = [answer.without(name) for name in ("place", "free", "when")]
    return answer.total, answer.hits(0, 99), counts, tiers, rest


@pytest.mark.parametrize("query", QUERIES)
def test_database_and_memory_answer_alike(query: str) -> None:
    selection = read(query)
    slow = ask(selection)
    assert isinstance(slow, Search)
    expected = whole(slow), understood(selection), set(vocabulary("activity"))

    documents.rebuild()
    fast = ask(selection)
    assert not isinstance(fast, Search)
    tokens = set(vocabulary("activity"))
    assert (whole(fast), understood(selection), tokens) == expected


def test_slip_is_mended_by_what_is_listed() -> None:
    meant = understood(read("q=omplukerho"))

    assert meant.repaired
    assert meant.shown == "ompelukerho"
    assert found("q=omplukerho") == ["Ompelukerho"]


def test_word_is_understood_anew_when_somebody_writes_it() -> None:
    documents.rebuild()
    assert understood(read("q=omplukerho")).repaired
    assert understood(read("q=omplukerho")).repaired

    factories.activity("Omplukerho")
    assert not understood(read("q=omplukerho")).repaired
    assert found("q=omplukerho") == ["Omplukerho"]


def test_no_words_ask_for_nothing() -> None:
    assert understood(read("q=+!+")).query == ()
    assert ask(read("q=+!+")).total == 3


def test_nearest_without_a_place_is_the_best() -> None:
    question = question_of(read("sort=near"), ())
    assert (question.sort, question.origin) == ("best", None)

    espoo = factories.town("049")
    question = question_of(read("sort=near&municipality=049"), ())
    seat = espoo.seat_latitude, espoo.seat_longitude
    assert (question.sort, question.origin) == ("near", seat)


@pytest.mark.parametrize("prepare", [lambda: None, documents.rebuild])
def test_counts_and_pages(prepare: Callable[[], object]) -> None:
    prepare()
    assert dict(counts_of("municipality"))["049"] >= 1
    answer = ask(read("sort=new"))
    page = page_of(answer, 9)
    assert (page.number, page.last, page.is_alone) == (1, 1, True)
    assert page.hits == answer.hits(0, 3)
    assert list(answer.hits(1, 3)) == list(page.hits)[1:]


def test_cards_in_each_language() -> None:
    documents.rebuild()
    index = live.index()
    assert index is not None
    pk = ask(read("free=1")).hits(0, 1)[0].pk
    for language in ("fi", "sv", "en"):
        card = index.cards.get(pk, language)
        assert card is not None
        assert f"/{language}/" in card[0]["html"]

    assert index.cards.get(0, "fi") is None
