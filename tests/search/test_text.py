"""q: all words, wherever they stand, as people type them."""

import pytest

from activities.models import TermWord
from tests import factories
from tests.search.asking import ask, counts, found

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    sewing = factories.theme("sewing", name_fi="Käsityöt", name_sv="Handarbete")
    TermWord.objects.create(
        theme=sewing, language_code="fi", word="virkkaus", relation="synonym"
    )
    TermWord.objects.create(
        theme=sewing, language_code="fi", word="räätäli", relation="related"
    )
    TermWord.objects.create(
        format=factories.format_of("peer-group"),
        language_code="fi",
        word="juttupiiri",
        relation="synonym",
    )
    factories.activity(
        "Äitien ompelukerho",
        title_sv="Syklubb för mödrar",
        title_en="Mothers’ sewing club",
        summary_fi="Ompelemme yhdessä.",
        description_fi="Kahvia on tarjolla. Tule mukaan!",
        plain_fi="Otamme neulat esiin.",
        terms={
            "themes": ["sewing"],
            "formats": ["peer-group"],
            "target_groups": ["women"],
            "languages": ["ar"],
            "interpreted_languages": ["so"],
            "municipalities": ["049"],
        },
        organisation=factories.organisation("Kotikulma ry", name_sv="Hemknuten rf"),
        venue_fi="Sellon kirjasto",
        address="Leppävaarankatu 9",
        postcode="02600",
        district="Leppävaara",
    )


@pytest.mark.parametrize(
    "typed",
    [
        # title, in each language
        "ompelukerho",
        "syklubb",
        "sewing club",
        # case and diacritics, both ways
        "ÄITIEN",
        "aitien",
        "modrar",
        "käsityot",
        # in any order and from several fields
        "ompelukerho äitien",
        "mothers ompelukerho espoo",
        # summary, body, easy language
        "yhdessä",
        "kahvia",
        "neulat",
        # terms and their synonyms, in one word each
        "handarbete",
        "virkkaus",
        "juttupiiri",
        "women",
        # languages by their own names
        "العربية",
        "soomaali",
        # municipality and region in each language
        "esbo",
        "uusimaa",
        "nyland",
        # the rest of where and who
        "02600",
        "leppävaara",
        "leppavaarankatu 9",
        "sellon",
        "kotikulma",
        "hemknuten",
        # a part of a compound, other forms
        "kerho",
        "ompelukerhossa",
        "äidit",
        # what a theme is related to
        "räätäli",
        # punctuation parts words and counts for nothing
        "ompelukerho, (espoo)!",
        "äitien/ompelukerho",
    ],
)
def test_finds(typed: str) -> None:
    assert len(found(f"q={typed}")) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "ompelukerho jalkapallo",
        # no beginning of a word
        "omp",
        "026",
        "mpelu",
        "026001",
    ],
)
def test_does_not_find(typed: str) -> None:
    assert not found(f"q={typed}")


@pytest.mark.parametrize("typed", ["", "   ", "!", "❤️ – …"])
def test_no_word_asks_for_nothing(typed: str) -> None:
    assert len(found(f"q={typed}")) == 1


def test_two_letters_are_a_whole_word() -> None:
    assert len(found("q=ry")) == 1
    assert not found("q=ko")


def test_title_over_terms_and_names_over_summary_over_body() -> None:
    factories.activity("Muu", description_fi="Puhumme rauhasta.")
    factories.activity("Muu", summary_fi="Puhumme rauhasta.")
    theme = factories.theme("peace", name_fi="Rauha").code
    factories.activity("Muu", terms={"themes": [theme]})
    factories.activity("Rauha")

    hits = ask("q=rauha").hits(0, 9)
    assert [hit.score for hit in hits] == sorted(
        {hit.score for hit in hits}, reverse=True
    )
    assert [hit.pk for hit in hits] == sorted((h.pk for h in hits), reverse=True)


def test_each_word_counts_where_it_weighs_most() -> None:
    factories.activity("Rauha", summary_fi="Rauha ja laulu.")
    factories.activity("Rauha ja laulu")

    assert found("q=rauha laulu") == ["Rauha ja laulu", "Rauha"]


def test_words_and_choices_hold_together() -> None:
    factories.activity("Ompelukerho", terms={"municipalities": ["205"]})

    assert found("q=ompelukerho&municipality=205") == ["Ompelukerho"]
    assert counts("q=ompelukerho", "municipality") == {"049": 1, "205": 1}
    assert counts("q=ompelukerho&municipality=205", "municipality") == {
        "049": 1,
        "205": 1,
    }
    assert counts("q=äitien", "municipality") == {"049": 1}
    assert counts("q=tuntematon", "municipality") == {}
