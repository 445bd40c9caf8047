"""The link to entries that have words in their descriptions alone."""

import pytest
from django.test import Client

from tests import factories
from tests.search.reading import read

pytestmark = pytest.mark.django_db
PAGE = "/en/activities/"
SAID = "Look in the descriptions too"


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    for number in range(3):
        factories.activity(f"Uintikerho {number}", summary_fi="Tule mukaan.")
    for number in range(4):
        factories.activity(
            f"Lauluryhmä {number}",
            summary_fi="Tule mukaan.",
            description_fi="Joskus käymme myös uimassa: uinti on hauskaa.",
        )


def test_left_out_where_they_would_add_much(client: Client) -> None:
    page = read(client, f"{PAGE}?q=uinti")

    assert page.says("3 activities for “uinti”")
    assert page.says(f"{SAID} (7)")
    assert read(client, page.href(SAID)).says("7 activities")


def test_not_said_where_nothing_is_left_out(client: Client) -> None:
    page = read(client, f"{PAGE}?q=lauluryhm%C3%A4")

    assert page.says("4 activities")
    assert not page.says(SAID)


def test_keeps_choices_and_mended_words(client: Client) -> None:
    page = read(client, f"{PAGE}?q=uintikerhp&municipality=091")

    assert page.says("Showing results for uintikerho.")
    assert page.says("3 activities")


def test_found_in_descriptions_alone(client: Client) -> None:
    assert read(client, f"{PAGE}?q=hauska").says("4 activities")
