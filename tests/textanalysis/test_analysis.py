"""Texts into tokens, and words of queries into alternatives of tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textanalysis.analysis import VERSION, alternatives, analyse
from textanalysis.matching import match_and_score
from textanalysis.queries import Word


def test_tokens_are_distinct_and_sorted() -> None:
    found = analyse(["Äitien kerho, kerho", "", "KERHO Espoossa"])

    assert {"äiti", "kerho", "espoo"} <= set(found)
    assert found == sorted(set(found))
    assert analyse([]) == []


def test_version_names_what_built_the_tokens() -> None:
    assert "pyvoikko-" in VERSION
    assert "pystemmer-" in VERSION


@pytest.mark.parametrize("text", ["", "!", "x" * 300, "ä-" * 60, "日本語", "❤️", "-"])
def test_odd_texts(text: str) -> None:
    assert analyse([text, text]) == analyse([text])


texts = st.text("aäAÄbc -", max_size=12)


@given(st.lists(texts, max_size=4))
def test_order_of_the_texts_does_not_matter(given_texts: list[str]) -> None:
    assert analyse(given_texts) == analyse(reversed(given_texts))


@given(st.text("aeioäöklmnstuåbrvd", min_size=1, max_size=12))
def test_a_word_finds_itself(word: str) -> None:
    query = (Word(word, alternatives(word)),)

    assert match_and_score({"body": analyse([word])}, query) is not None
