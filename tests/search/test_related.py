"""Related words of terms find entries below the others, but do not drown them."""

import pytest

from activities.models import TermWord
from tests import factories
from tests.search.asking import found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _entries() -> None:
    theme = factories.theme("sport", name_fi="Liikunta")
    TermWord.objects.create(
        theme=theme, language_code="fi", word="jalkapallo", relation="related"
    )
    _of_sport("Kuntosali")


def _of_sport(title: str) -> None:
    factories.activity(title, terms={"themes": ["sport"]})


def test_found_where_nothing_else_is() -> None:
    _of_sport("Keilailu")

    assert set(found("q=jalkapallo")) == {"Kuntosali", "Keilailu"}


def test_below_what_has_the_word() -> None:
    factories.activity("Jalkapallo")

    assert found("q=jalkapallo") == ["Jalkapallo", "Kuntosali"]


def test_not_where_they_would_be_most() -> None:
    factories.activity("Jalkapallo")
    _of_sport("Keilailu")

    assert found("q=jalkapallo") == ["Jalkapallo"]


def test_beside_other_words_only_where_nothing_else_is() -> None:
    assert found("q=jalkapallo+kuntosali") == ["Kuntosali"]
    factories.activity("Jalkapallo", summary_fi="Tai kuntosali")

    assert found("q=jalkapallo+kuntosali") == ["Jalkapallo"]
