"""language: held in it, or interpreted into it."""

import pytest

from activities.models import Version
from tests import factories
from tests.search.asking import counts, found

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    def held(title: str, *codes: str, into: tuple[str, ...] = ()) -> None:
        terms = {"languages": codes, "interpreted_languages": into}
        factories.activity(title, terms=terms)

    held("Finnish", "fi")
    held("Easy Finnish", "fi-x-selko")
    held("Finnish, also easy", "fi", "fi-x-selko")
    held("Arabic", "ar")
    held("Finnish, interpreted into Arabic", "fi", into=("ar",))
    held("Swedish", "sv")


def test_held_in_or_interpreted_into() -> None:
    assert set(found("language=ar")) == {"Arabic", "Finnish, interpreted into Arabic"}


def test_finnish_finds_easy_finnish_too() -> None:
    assert set(found("language=fi")) == {
        "Finnish",
        "Easy Finnish",
        "Finnish, also easy",
        "Finnish, interpreted into Arabic",
    }


def test_easy_finnish_finds_only_that() -> None:
    assert set(found("language=fi-x-selko")) == {"Easy Finnish", "Finnish, also easy"}


def test_interpreted_into_easy_finnish_is_found_by_both() -> None:
    terms = {"languages": ["sv"], "interpreted_languages": ["fi-x-selko"]}
    factories.activity("Into easy Finnish", terms=terms)

    assert "Into easy Finnish" in found("language=fi")
    assert "Into easy Finnish" in found("language=fi-x-selko")


def test_code_is_no_prefix_of_another_language() -> None:
    """`fi` does not find Filipino."""
    factories.activity("Filipino", terms={"languages": ["fil"]})

    assert "Filipino" not in found("language=fi")
    assert found("language=fil") == ["Filipino"]


def test_no_stated_language_is_not_found() -> None:
    silent = factories.activity("Silent")
    version = silent.public_version
    assert isinstance(version, Version)
    version.languages.clear()

    assert "Silent" in found()
    assert "Silent" not in found("language=fi")
    assert "Silent" not in found("language=ar&language=sv")


def test_one_of_several_languages_is_enough() -> None:
    assert set(found("language=ar&language=sv")) == {
        "Arabic",
        "Finnish, interpreted into Arabic",
        "Swedish",
    }


def test_each_entry_counts_once_for_a_language() -> None:
    for query in ("", "language=sv"):
        assert counts(query, "language") == {
            "fi": 4,
            "fi-x-selko": 2,
            "ar": 2,
            "sv": 1,
        }
