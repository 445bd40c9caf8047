"""Related words of terms are suggested, too."""

from urllib.parse import urlencode

import pytest

from activities import documents
from activities.models import TermWord
from tests import factories
from tests.search.suggesting import in_each, make_names, options, queries, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names(db: None) -> None:
    make_names()


def _related(word: str, code: str = "en") -> None:
    sport = factories.theme("sport")
    TermWord.objects.create(
        theme=sport, word=word, language_code=code, relation="related"
    )


@pytest.mark.parametrize(
    ("typed", "word", "code", "language", "note"),
    [
        ("foot", "football", "en", "en", "Sport"),
        ("jalka", "jalkapallo", "fi", "fi", "Liikunta"),
        ("FOTB", "fotboll", "sv", "sv", "Motion"),
        ("фут", "футбол", "ru", "fi", "Liikunta"),
    ],
)
def test_related_word_is_searched_for(
    typed: str, word: str, code: str, language: str, note: str
) -> None:
    _related(word, code)

    (option,) = options("what", typed, language)
    assert option["data-text"] == word
    assert option["data-query"] == urlencode({"q": word})
    assert option.text.startswith(f"{word} {note} · ")


def test_related_word_that_is_a_synonym_leads_to_the_term() -> None:
    _related("athletics")
    TermWord.objects.create(
        theme=factories.theme("sport"),
        word="athletics",
        language_code="en",
        relation="synonym",
    )

    assert queries("what", "athl", "en") == ["theme=sport"]


def test_related_word_of_what_finds_nothing_is_left_out() -> None:
    _related("football")
    factories.theme("crafts", **in_each("Käsityöt", "Hantverk", "Crafts"))
    TermWord.objects.create(
        theme=factories.theme("crafts"),
        word="foot care",
        language_code="en",
        relation="related",
    )
    factories.activity("Kerho", terms={"themes": ["sport"]})
    documents.rebuild()

    assert suggested("what", "foot", "en") == ["football"]
