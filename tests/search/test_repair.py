"""A slip of typing is mended, and said; the words as they are stay one link away."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from tests import factories
from tests.search.reading import read

pytestmark = pytest.mark.django_db

PAGE = "/en/activities/"


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    factories.activity("Jalkapalloa nuorille")
    factories.activity("Äitien kahvila")


def test_slip_is_mended_and_said(client: Client) -> None:
    page = read(client, f"{PAGE}?q=jalkapalo&sort=new")

    assert page.says("Showing results for jalkapallo.")
    assert page.says("1 activity for “jalkapallo”")
    assert page.all("input", id="q")[0]["value"] == "jalkapalo"
    instead = page.href("Search instead for “jalkapalo”")
    assert parse_qsl(urlsplit(instead).query) == [("q", '"jalkapalo"'), ("sort", "new")]


def test_words_as_they_are_typed(client: Client) -> None:
    page = read(client, f"{PAGE}?q=%22jalkapalo%22")

    assert page.says("No activities match your search")
    assert not page.says("Showing results for")


@pytest.mark.parametrize("typed", ["jalkapallo", "jalkapalloa", "aitien", "ÄITIEN"])
def test_word_that_is_found_is_not_mended(client: Client, typed: str) -> None:
    page = read(client, f"{PAGE}?q={typed}")

    assert page.says("1 activity")
    assert not page.says("Showing results for")


def test_nothing_near_a_word(client: Client) -> None:
    """The help of an empty page stays."""
    page = read(client, f"{PAGE}?q=xyzzyqwert")

    assert page.says("Try one of these:")
    assert not page.says("Showing results for")


def test_what_was_typed_is_escaped(client: Client) -> None:
    response = client.get(PAGE, {"q": "jalkapalo <b>"})

    assert b"<b>" not in response.content
