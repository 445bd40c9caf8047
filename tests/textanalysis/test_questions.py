"""Whole questions: what is left of them, in three languages."""

import pytest

from textanalysis.questions import split


def left(text: str) -> str:
    return " ".join(word.text for word in split(text))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Missä voin opiskella suomea?", "opiskella suomea"),
        ("mistä löydän kielikahvilan", "kielikahvilan"),
        ("haluan tutustua uusiin ihmisiin", "tutustua uusiin ihmisiin"),
        ("etsin kerhoa lapselle", "kerhoa lapselle"),
        ("onko jossain ompelukurssia", "ompelukurssia"),
        ("Var kan jag öva svenska?", "öva svenska"),
        ("hur hittar man en vän", "vän"),
        ("jag söker hjälp med läxor", "hjälp läxor"),
        ("finns det något språkcafé", "språkcafé"),
        ("Where can I learn Finnish?", "learn Finnish"),
        ("I'm looking for a language café, please", "language café"),
        ("is there any homework help for my children", "homework help children"),
        ("I want to find friends", "friends"),
    ],
)
def test_what_carries_meaning_is_left(question: str, words: str) -> None:
    assert left(question) == words
