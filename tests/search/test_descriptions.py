"""Words that stand in descriptions alone do not drown what has them elsewhere."""

import pytest

from tests import factories
from tests.search.asking import counts, found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _entries() -> None:
    espoo = {"municipalities": ["049"]}
    factories.activity("Ompelukerho", terms=espoo)
    factories.activity("Puistokerho", summary_fi="Ompelu ulkona", terms=espoo)
    _mentioning("Kuoro")


def _mentioning(title: str, town: str = "049") -> None:
    terms = {"municipalities": [town]}
    factories.activity(title, description_fi="Ompelu sopii.", terms=terms)


def test_found_below_the_others() -> None:
    assert found("q=ompelu") == ["Ompelukerho", "Puistokerho", "Kuoro"]


def test_left_out_where_they_would_be_many() -> None:
    _mentioning("Kahvila")

    assert found("q=ompelu") == ["Ompelukerho", "Puistokerho"]
    assert counts("q=ompelu", "municipality") == {"049": 2}


def test_quotation_marks_find_them() -> None:
    _mentioning("Kahvila")

    assert len(found('q="ompelu"')) == 4


def test_judged_without_the_choices() -> None:
    _mentioning("Kahvila", "837")

    assert found("q=ompelu&municipality=049") == ["Ompelukerho", "Puistokerho"]


def test_found_where_nothing_else_is() -> None:
    _mentioning("Kahvila", "837")

    assert found("q=ompelu&municipality=837") == ["Kahvila"]
