"""Finnish words: base forms, parts of compounds, derivations, missing dots."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from textanalysis import finnish
from textanalysis.derivation import chain
from textanalysis.finnish import is_word, readings, with_dots


def parts(word: str) -> set[tuple[str, ...]]:
    return {tuple(part.last for part in one.parts) for one in readings(word)}


@pytest.mark.parametrize(
    ("word", "lemmas"),
    [
        ("espoossa", {"espoo"}),
        ("naisille", {"nainen"}),
        ("kielikursseilla", {"kielikurssi"}),
        # a word itself is no form of another, nor a name of people
        ("asu", {"asu"}),
        ("vanhemmat", {"vanhempi"}),
        ("marjatta", {"marjatta"}),
        # no compound that nobody uses: a tub for habits
        ("tapaamme", {"tapa", "tavata"}),
        # both, where the form leaves it open
        ("tukea", {"tuki", "tukea"}),
        ("xyzzy", set()),
        ("", set()),
    ],
)
def test_base_forms(word: str, lemmas: set[str]) -> None:
    assert {one.lemma for one in readings(word)} == lemmas


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("kielikurssi", ("kieli", "kurssi")),
        ("uimakoulussa", ("uida", "koulu")),
        ("keskusteluryhmä", ("keskustella", "ryhmä")),
        ("oleskelulupa-asia", ("oleskella", "lupa", "asia")),
        ("maahanmuuttaja", ("maahan", "muuttaa")),
        # two parts that mean another thing together
        ("äidinkieli", ("äidinkieli",)),
        ("vapaaehtoistyö", ("vapaaehtoinen", "työ")),
        ("keskiviikkoisin", ("keskiviikko",)),
    ],
)
def test_parts_of_compounds(word: str, expected: tuple[str, ...]) -> None:
    assert expected in parts(word)


@pytest.mark.parametrize(
    ("lemma", "bases"),
    [
        ("laulu", ("laulaa",)),
        ("tanssi", ("tanssia",)),
        ("siivous", ("siivota",)),
        ("kotoutua", ("kotouttaa",)),
        ("naapuruus", ("naapuri",)),
        ("venäläinen", ("venäjä",)),
        ("suomalainen", ("suomi",)),
        ("maanantaisin", ("maanantai",)),
        # these only look like it
        ("satu", ()),
        ("koulu", ()),
        ("talous", ()),
        ("järjestö", ()),
    ],
)
def test_derivations(lemma: str, bases: tuple[str, ...]) -> None:
    assert chain(lemma) == bases


def test_what_is_without_something_is_not_of_it() -> None:
    assert chain("työtön", "työ") == ()
    assert chain("työttömyys", "työtön") == ("työtön",)
    assert chain("keskustelu", "keskustella") == ("keskustella",)


@pytest.mark.parametrize(
    ("typed", "dotted"),
    [
        ("aidit", "äidit"),
        ("tyonhaku", "työnhaku"),
        ("jyvaskyla", "jyväskylä"),
        ("ystavatoimintapaiva", "ystävätoimintapäivä"),
        ("käsityo", "käsityö"),
    ],
)
def test_dots_are_restored(typed: str, dotted: str) -> None:
    assert with_dots(typed)[0] == dotted


@pytest.mark.parametrize("typed", ["", "xyzzy", "kurssi", "a" * 60])
def test_nothing_to_restore(typed: str) -> None:
    assert with_dots(typed) == ()


def test_compounds_that_no_dictionary_has_are_no_words_of_it() -> None:
    assert is_word("kurssille")
    assert not is_word("jalkapalo")
    assert not is_word("xyzzy")


def test_threads_read_the_same() -> None:
    words = ["kahvila", "kirjastossa", "perheille", "nuorten"] * 20
    finnish.readings.cache_clear()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(readings, words))

    assert found == [readings(word) for word in words]
