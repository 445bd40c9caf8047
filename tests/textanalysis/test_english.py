"""English words: their forms and spellings, and what they are derived from."""

import pytest

from textanalysis import english
from textanalysis.analysis import VERSION, analyse, is_word
from textanalysis.kin import kin_of
from textanalysis.matching import match_and_score
from textanalysis.understanding import understand


def finds(query: str, text: str, *families: tuple[str, ...]) -> bool:
    tokens = {"body": analyse([text])}
    asked = understand(query, set(tokens["body"]), kin_of(families)).query
    return match_and_score(tokens, asked) is not None


@pytest.mark.parametrize(
    ("forms", "base"),
    [
        ("child children childrens", "child"),
        ("teach taught teaches teaching", "teach"),
        ("swim swam swum swimming swims", "swim"),
        ("crisis crises", "crisis"),
        ("shelf shelves", "shelf"),
        ("baby babies", "baby"),
        ("organise organize organising organized", "organize"),
        ("centre centers centres center", "center"),
        ("neighbour neighbors", "neighbor"),
        ("travelling traveled travel", "travel"),
        ("grey gray", "gray"),
    ],
)
def test_forms_and_spellings_of_a_word(forms: str, base: str) -> None:
    assert {english.base(form) for form in forms.split()} == {base}


@pytest.mark.parametrize(
    ("derived", "origin"),
    [
        ("teacher", "teach"),
        ("swimmer", "swim"),
        ("registration", "register"),
        ("participation", "participate"),
        ("citizenship", "citizen"),
        ("musician", "music"),
        ("disability", "disable"),
        ("permission", "permit"),
        ("baker", "bake"),
        ("carer", "care"),
    ],
)
def test_derived(derived: str, origin: str) -> None:
    assert english.origin(english.base(derived)) == origin


@pytest.mark.parametrize(
    "pair",
    [
        ("form", "former"),
        ("party", "part"),
        ("organ", "organization"),
        ("general", "generation"),
        ("universal", "university"),
        ("custom", "customer"),
        ("career", "care"),
        ("police", "policy"),
        ("nation", "nature"),
        ("plan", "planet"),
    ],
)
def test_only_looks_derived(pair: tuple[str, str]) -> None:
    one, other = map(english.base, pair)

    assert {one, english.origin(one)}.isdisjoint({other, english.origin(other)})


@pytest.mark.parametrize("word", ["angle", "quiet", "deserts", "messages", "policies"])
def test_word_is_no_slip_of_another(word: str) -> None:
    assert is_word(word)
    assert not finds(word, "Angel, quite, dessert, massage, police")


@pytest.mark.parametrize("typed", ["freind", "ehlp", "famliy", "libarry", "cooknig"])
def test_letters_that_changed_places(typed: str) -> None:
    assert finds(typed, "A friend and the family help in the library with cooking")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("play group", "Playgroup in the park"),
        ("playgroup", "Play group in the park"),
        ("home work", "Homework club"),
        ("childcare", "Child care is arranged"),
    ],
)
def test_written_together_and_apart(query: str, text: str) -> None:
    assert finds(query, text)


def test_words_that_are_apart_are_not_one() -> None:
    assert not finds("homework", "Work is hard to find from home")


def test_kin_words_of_other_languages() -> None:
    family = ("jalkapallo", "futis", "sv:fotboll", "en:football")

    assert finds("football", "Jalkapalloa pojille", family)
    assert finds("fotboll", "Futis illalla", family)
    assert finds("jalkapallo", "Football for girls", family)
    assert not finds("football", "Koripalloa pojille", family)


def test_version_tells_the_rules() -> None:
    assert int(VERSION.split()[0]) >= 3
