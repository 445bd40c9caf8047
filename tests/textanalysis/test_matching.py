"""Matching a query with the words of an entry: a pure function, the same everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textanalysis.folding import words
from textanalysis.matching import WEIGHTS, Tokens, analyse, match_and_score

TOKENS: Tokens = {
    "title": ["aitien", "ompelukerho"],
    "terms": ["espoo", "kasityot", "ompelu"],
    "summary": ["espoo", "tule", "yhdessa"],
    "body": ["kahvia", "on", "tule", "yhdessa"],
}


@pytest.mark.parametrize(
    ("query", "score"),
    [
        ("", 0),
        # title over terms and names over summary over body
        ("aitien", 8),
        ("kasityot", 4),
        ("yhdessa", 2),
        ("kahvia", 1),
        # the best field that has the word
        ("espoo", 4),
        ("ompelu", 8),
        # every word, each by itself, in any order
        ("aitien kahvia", 9),
        ("kahvia aitien", 9),
        ("kahvia kahvia", 2),
        ("aitien jalkapallo", None),
        ("jalkapallo", None),
        # a beginning of three letters
        ("omp", 8),
        ("kah", 1),
        ("om", None),
        ("on", 1),
        ("o", None),
        # but no other part of a word, and no more than the word
        ("kerho", None),
        ("espoossa", None),
    ],
)
def test_scores(query: str, score: int | None) -> None:
    assert match_and_score(TOKENS, query.split()) == score


def test_order_of_the_fields() -> None:
    assert WEIGHTS["title"] > WEIGHTS["terms"] > WEIGHTS["summary"] > WEIGHTS["body"]


def test_field_that_is_missing_has_no_words() -> None:
    assert match_and_score({}, ["espoo"]) is None
    assert match_and_score({}, []) == 0
    assert match_and_score({"title": ["espoo"]}, ["espoo"]) == 8


def test_unknown_field_counts_for_nothing() -> None:
    assert match_and_score({"secret": ["espoo"]}, ["espoo"]) is None


def test_analyses_into_distinct_folded_words() -> None:
    assert analyse(["Äitien kerho, kerho", "", "KERHO Espoossa"]) == [
        "aitien",
        "espoossa",
        "kerho",
    ]
    assert analyse([]) == []


texts = st.text("aäAÄbc -", max_size=12)


@given(st.lists(texts, max_size=4))
def test_order_of_the_texts_does_not_matter(given_texts: list[str]) -> None:
    assert analyse(given_texts) == analyse(reversed(given_texts))
    assert analyse(given_texts) == analyse([" ".join(given_texts)])


@given(st.dictionaries(st.sampled_from(list(WEIGHTS)), texts), texts)
def test_every_word_of_an_entry_finds_it(fields: dict[str, str], more: str) -> None:
    tokens = {name: analyse([text]) for name, text in fields.items()}
    query = [word for of_field in tokens.values() for word in of_field]

    assert match_and_score(tokens, query) is not None
    found = match_and_score(tokens, words(more))
    each = [match_and_score(tokens, [word]) for word in words(more)]
    assert (found is None) == (None in each)
    if found is not None:
        assert found == sum(score for score in each if score)
