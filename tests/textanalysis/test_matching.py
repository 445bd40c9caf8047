"""Matching a query with the words of an entry: a pure function, the same everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textanalysis.matching import WEIGHTS, Tokens, match_and_score
from textanalysis.queries import Query, Word

TOKENS: Tokens = {
    "title": ["kerho", "aiti"],
    "terms": ["espoo", "kasityo", "ompelu"],
    "summary": ["espoo", "yhdessa"],
    "body": ["kahvi", "yhdessa", "kieli"],
    "related": ["raatali"],
}


def asked(*words: list[str]) -> Query:
    """Words, each of alternatives, each of tokens that must all be there."""
    return tuple(
        Word(word[0], tuple(tuple(one.split()) for one in word)) for word in words
    )


@pytest.mark.parametrize(
    ("query", "score"),
    [
        (asked(), 0),
        # title over terms and names over summary over body over related words
        (asked(["aiti"]), 16),
        (asked(["kasityo"]), 8),
        (asked(["yhdessa"]), 4),
        (asked(["kahvi"]), 2),
        (asked(["raatali"]), 1),
        # the best field that has the token
        (asked(["espoo"]), 8),
        # every word, each by itself, in any order
        (asked(["aiti"], ["kahvi"]), 18),
        (asked(["kahvi"], ["aiti"]), 18),
        (asked(["aiti"], ["jalkapallo"]), None),
        # the best alternative; an alternative as the least of its tokens
        (asked(["jalkapallo", "kahvi", "ompelu"]), 8),
        (asked(["aitikerho", "aiti kerho"]), 16),
        (asked(["kielikerho", "kieli kerho"]), 2),
        (asked(["kielikerho", "kieli kurssi"]), None),
        # whole tokens only
        (asked(["omp"]), None),
    ],
)
def test_scores(query: Query, score: int | None) -> None:
    assert match_and_score(TOKENS, query) == score


def test_order_of_the_fields() -> None:
    weights = list(WEIGHTS.values())

    assert list(WEIGHTS) == ["title", "terms", "summary", "body", "related"]
    assert weights == sorted(set(weights), reverse=True)


def test_field_that_is_missing_has_no_words() -> None:
    assert match_and_score({}, asked(["espoo"])) is None
    assert match_and_score({}, ()) == 0


def test_unknown_field_counts_for_nothing() -> None:
    assert match_and_score({"secret": ["espoo"]}, asked(["espoo"])) is None


tokens = st.sampled_from("abcdef")
fields = st.dictionaries(st.sampled_from(list(WEIGHTS)), st.lists(tokens))
words = st.lists(st.lists(tokens, min_size=1, max_size=3), max_size=3)


@given(fields, words)
def test_a_query_scores_as_its_words_do(
    fields: dict[str, list[str]], words: list[list[str]]
) -> None:
    query = asked(*words)
    each = [match_and_score(fields, (word,)) for word in query]
    found = match_and_score(fields, query)

    assert (found is None) == (None in each)
    assert found is None or found == sum(score for score in each if score)


def test_words_must_weigh_what_is_asked() -> None:
    both = asked(["yhdessa"], ["kahvi"])

    assert match_and_score(TOKENS, both, least=2) == 6
    assert match_and_score(TOKENS, both, least=4) is None
    assert match_and_score(TOKENS, asked(["yhdessa"]), least=4) == 4
    assert match_and_score(TOKENS, asked(), least=4) == 0
