"""Swedish by a list of words and stems, English by stems."""

import pytest

from textanalysis import english, swedish
from textanalysis.foreign import inflected, loaned


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("kurserna", "kurs"),
        ("männens", "man"),
        ("vänner", "vän"),
        ("bostäder", "bostad"),
        ("familjecaféet", "familjekafé"),
        ("språkkurser", "språkkurs"),
        # without its dots, but only where no word is written so
        ("laxor", "läxa"),
        ("hals", "hals"),
        # not in the list: a stem
        ("cykelställen", "cykelställe"),
        ("hemlighet", "hemlighet"),
    ],
)
def test_swedish_base_forms(word: str, base: str) -> None:
    assert swedish.base(word) == base


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kvinnogrupp", ("kvinna", "grupp")),
        ("kamratstödsgruppen", ("kamrat", "stöd", "grupp")),
        ("bostadsrådgivning", ("bostad", "rådgivning")),
        # a first part that nobody listed
        ("bågskyttekurs", ("bågskytte", "kurs")),
    ],
)
def test_swedish_compounds(word: str, parts: tuple[str, ...]) -> None:
    found = swedish.compound(word)

    assert found is not None
    assert found.parts == parts
    assert swedish.base(word[found.head_at :]) == parts[-1]


@pytest.mark.parametrize("word", ["matematik", "rådjur", "körsbär", "kurs", ""])
def test_no_swedish_compounds(word: str) -> None:
    assert swedish.compound(word) is None


def test_what_swedish_words_are_derived_from() -> None:
    assert swedish.origin("undervisning") == swedish.origin("undervisa")
    assert swedish.origin("integration") == swedish.origin("integrer")
    assert swedish.origin("tidning") == "tidning"


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("families", "family"),
        ("women", "woman"),
        ("swimming", "swim"),
        ("skiing", "ski"),
        ("activities", "activity"),
        ("teachers", "teacher"),
    ],
)
def test_english_forms(word: str, same: str) -> None:
    assert english.base(word) == english.base(same)


@pytest.mark.parametrize(
    ("word", "other"),
    [("public", "publication"), ("universal", "university"), ("class", "classical")],
)
def test_english_words_that_are_not_the_same(word: str, other: str) -> None:
    assert english.base(word) != english.base(other)


def test_loans_in_finnish_cases() -> None:
    assert inflected("zumbassa") == inflected("zumban") == inflected("zumba")
    assert inflected("dariksi") == inflected("darin") == "dari"
    assert loaned("darinkielisille") == ("darin", "kieli")
    assert loaned("zumbaryhmä") == ("zumba", "ryhmä")
    assert loaned("xyzzy") is None
