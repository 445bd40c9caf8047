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
        # strong verbs, what one is told to do, and letters that are left out
        ("sprang", "springa"),
        ("njut", "njuta"),
        ("fåglarna", "fågel"),
        ("levde", "leva"),
        # made of a verb
        ("vandrarnas", "vandra"),
        ("vandrare", "vandrare"),
        # not in the list: a stem
        ("änkor", "änka"),
        ("personliga", "personlig"),
        ("ansvarslöst", "ansvarslös"),
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
        # made of a verb; of three equal letters one is left out
        ("svampplockning", ("svamp", "plockning")),
        ("ryggymnastik", ("rygg", "gymnastik")),
        # of several ways the one with words of the list
        ("modersmålsundervisning", ("moder", "mål", "modersmål", "undervisning")),
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


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("livsåskådning", "liv"),
        ("språkmedvetenhet", "språk"),
        # an ending, no letters to begin a word with, or dots that are not there
        ("personlighet", ""),
        ("reservation", ""),
        ("valdagen", ""),
        # known as a whole
        ("språkkurs", ""),
    ],
)
def test_first_parts_of_swedish_words_that_end_in_no_known_one(
    word: str, first: str
) -> None:
    assert swedish.first(word) == first


def test_a_form_of_two_swedish_words() -> None:
    assert swedish.others("lagar") == {"lag", "laga"}
    assert swedish.others("papper") == set()


def test_what_swedish_words_are_derived_from() -> None:
    assert swedish.origin("undervisning") == swedish.origin("undervisa")
    assert swedish.origin("integration") == swedish.origin("integrer")
    assert swedish.origin("tidning") == "tidning"
    assert swedish.origin("förberedelse") == "förbereda"
    assert swedish.origin("vänskap") == "vän"
    assert swedish.origin("besök") == swedish.origin("besökare") == "besöka"
    assert swedish.origin("landning") == "landning"


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
