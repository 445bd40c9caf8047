"""Queries understood: dots, slips of typing, kin words."""

import pytest

from textanalysis import finnish, swedish
from textanalysis.analysis import analyse
from textanalysis.kin import kin_of
from textanalysis.matching import match_and_score
from textanalysis.repair import repaired
from textanalysis.understanding import understand

TEXTS = {
    "football": "Jalkapalloa pojille",
    "sewing": "Ompelukurssi äideille",
    "language": "Suomen kielen kurssit",
    "talk": "Keskusteluryhmä Espoossa",
    "swedish": "Språkcafé för kvinnor",
    "english": "Libraries and mothers",
    "lakes": "Sääret ja saappaat",
}
ENTRIES = {name: {"body": analyse([text])} for name, text in TEXTS.items()}
INDEX = frozenset(token for entry in ENTRIES.values() for token in entry["body"])


def found(text: str, families: list[list[str]] | None = None) -> set[str]:
    query = understand(text, INDEX, kin_of(families or [])).query
    return {
        name
        for name, tokens in ENTRIES.items()
        if match_and_score(tokens, query) is not None
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kurssi", {"sewing", "language"}),
        ("kielikurssi", {"language"}),
        ("äiti ompelu", {"sewing"}),
        ("keskustella", {"talk"}),
        ("espoo", {"talk"}),
        ("ESPOOSSA", {"talk"}),
        ("kvinnocafé", {"swedish"}),
        ("mother's library", {"english"}),
        ("digikurssi", set()),
    ],
)
def test_finds(text: str, names: set[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "shown", "is_repaired"),
    [
        ("kurssi", "kurssi", False),
        ("aidit", "äidit", False),
        ("keskusteluryhma", "keskusteluryhmä", False),
        ("jalkapalo", "jalkapallo", True),
        ("keksusteluryhmä espo", "keskusteluryhmä espo", True),
        ("språkcaffé", "språkcafe", True),
        ("libaries", "libraries", True),
        # known to the dictionary, though not to the index
        ("kirjasto", "kirjasto", False),
        # as it is typed
        ('"jalkapalo"', "jalkapalo", False),
        ("xyzzyqwerty", "xyzzyqwerty", False),
    ],
)
def test_shows_what_it_understood(text: str, shown: str, is_repaired: bool) -> None:
    understood = understand(text, INDEX, {})

    assert (understood.shown, understood.repaired) == (shown, is_repaired)


def test_dots_make_another_word() -> None:
    assert found("saaret") == set()
    assert found("sääret") == {"lakes"}
    assert found("sprakcafe") == {"swedish"}


def test_kin_words_find_each_other() -> None:
    family = [["jalkapallo", "futis"]]

    assert found("futis") == set()
    assert found("futis", family) == {"football"}
    assert found('"futis"', family) == set()


def test_kin_words_count_in_compounds() -> None:
    assert found("neulekurssi") == set()
    assert found("neulekurssi", [["neule", "ompelu"]]) == {"sewing"}


def test_kin_is_of_one_language() -> None:
    table = kin_of([["läsa", "läsning"], ["asua", "asukas"]])

    assert table["sv:läsa"] >= {"sv:läsning"}
    assert table["asua"] == {"asukas"}
    assert "asu" not in table


def test_repairs_are_the_nearest_and_the_same_each_time() -> None:
    index = ["kurssi", "kurssit", "kursso", "sv:kurss", "~kurssi"]

    assert repaired("kurssiat", index) == "kurssit"
    assert repaired("kurssiat", index[::-1]) == "kurssit"
    assert repaired("murssi", index) is None
    assert repaired("kur", index) is None
    assert repaired("kurssi", []) is None


def test_an_index_that_changes() -> None:
    index = {"kurssi"}
    assert repaired("kerhhot", index) is None
    index.add("kerhot")
    assert repaired("kerhhot", index) == "kerhot"


@pytest.mark.parametrize("text", ["", " ", "!", '""'])
def test_no_words(text: str) -> None:
    assert understand(text, INDEX, {}) == ((), "", False)


@pytest.mark.parametrize("word", ["kalakoti" * 25, "sprakkurs" * 22, "aloalo" * 33])
def test_a_word_longer_than_any_is_not_looked_into(word: str) -> None:
    """Its parts could be put together in millions of ways."""
    assert finnish.readings(word) == ()
    assert swedish.compound(word) is None
    assert found(word) == set()


def test_only_the_first_words_are_mended() -> None:
    understood = understand("jalkapallo " + "ompelukurssii " * 7, INDEX, {})

    mended = ["ompelukurssi"] * 5 + ["ompelukurssii"] * 2
    assert understood.shown.split() == ["jalkapallo", *mended]
