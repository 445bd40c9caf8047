"""Whole questions: what is left of them, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textanalysis.folding import fold
from textanalysis.questions import Typed, empty_words, meaningful, parts, split


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
        ("missa voin pelata jalkapalloa", "pelata jalkapalloa"),
        ("Mitä toimintaa on naisille?", "naisille"),
        ("kuka auttaa lomakkeiden kanssa", "auttaa lomakkeiden"),
        ("ei-kaupallinen kahvila-ilta", "ei-kaupallinen kahvila-ilta"),
        ("Var kan jag öva svenska?", "öva svenska"),
        ("hur hittar man en vän", "vän"),
        ("jag söker hjälp med läxor", "hjälp läxor"),
        ("finns det något språkcafé", "språkcafé"),
        ("var kan man lara sig finska", "lara finska"),
        ("jag bor ensam och vill träffa folk", "ensam träffa folk"),
        ("Vilka aktiviteter finns det för barn?", "barn"),
        ("Where can I learn Finnish?", "learn Finnish"),
        ("I'm looking for a language café, please", "language café"),
        ("is there any homework help for my children", "homework help children"),
        ("I want to find friends", "friends"),
        ("I live alone", "alone"),
        ("what is there to do for a man with children", "man children"),
        ("I’d like to take part in a choir", "choir"),
    ],
)
def test_what_carries_meaning_is_left(question: str, words: str) -> None:
    assert left(question) == words


@pytest.mark.parametrize(
    "text", ["on", "me", "ja", "missä", "where can I", "var är", ""]
)
def test_nothing_is_dropped_where_nothing_would_be_left(text: str) -> None:
    assert split(text) == parts(text)
    assert meaningful(parts(text)) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("group for men", "group men"),
        ("jag vill träffa män men inte kvinnor", "träffa män inte kvinnor"),
        ("a man", "man"),
        ("hur kan man sy", "sy"),
        ("skridskor på is", "skridskor is"),
        ("what is sewing", "sewing"),
        ("help with it", "help"),
        ("IT help for me", "IT help"),
        ("it stöd", "it stöd"),
        ("live music", "live music"),
        ("terve", "terve"),
        ("terve, mistä saan apua", "apua"),
        ("naiset ja miehet", "naiset miehet"),
        ("sign language", "sign language"),
        ("sign up for tennis", "tennis"),
    ],
)
def test_word_that_means_something_in_another_language(query: str, words: str) -> None:
    assert " ".join(word.text for word in meaningful(parts(query))) == words


@pytest.mark.parametrize("marks", ['""', "„“", "“”", "””", "«»", "»«"])
def test_part_in_quotation_marks_is_literal(marks: str) -> None:
    typed = f"missä on {marks[0]}Missä on{marks[1]} kurssi"

    assert split(typed) == [
        Typed("Missä", literal=True),
        Typed("on", literal=True),
        Typed("kurssi", literal=False),
    ]


def test_quotation_mark_without_its_pair_is_ignored() -> None:
    assert split('"Salo kurssi') == [
        Typed("Salo", literal=False),
        Typed("kurssi", literal=False),
    ]


@pytest.mark.parametrize(
    "word", ["S2-kurssi", "EU:n", "O’Hara", "قهوة", "हिंदी", "日本語"]
)
def test_word_is_whole(word: str) -> None:
    assert split(f"({word}, tai)") == [Typed(word, literal=False)]


def test_lists_know_their_words_without_dots_too() -> None:
    for empty in empty_words().values():
        assert empty.words
        assert empty.careful < empty.words
        assert {fold(word) for word in empty.words} <= empty.words


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    typed = parts(text)

    assert bool(split(text)) == bool(typed)
    assert all(word.text in text for word in typed)
