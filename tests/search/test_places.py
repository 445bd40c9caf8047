"""municipality and region: one facet; what is everywhere or online comes second."""

from typing import Any

import pytest

from tests import factories
from tests.search.asking import ask, counts, found, tiers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    def held(title: str, *towns: str, **fields: Any) -> None:
        factories.activity(title, terms={"municipalities": towns}, **fields)

    held("In Helsinki", "091")
    held("In Espoo", "049")
    held("In Kajaani", "205")
    held("In Espoo and Kajaani", "049", "205")
    held("In Espoo and online", "049", online=True)
    held("Nationwide", nationwide=True)
    held("Online", online=True, on_site=False)


def test_municipality() -> None:
    first, second = tiers("municipality=205", "place")

    assert first == {"In Kajaani", "In Espoo and Kajaani"}
    assert second == {"Nationwide", "Online", "In Espoo and online"}


def test_what_is_online_and_here_is_here() -> None:
    first, second = tiers("municipality=049", "place")

    assert first == {"In Espoo", "In Espoo and Kajaani", "In Espoo and online"}
    assert second == {"Nationwide", "Online"}


def test_region() -> None:
    first, second = tiers("region=01", "place")

    assert first == {
        "In Helsinki",
        "In Espoo",
        "In Espoo and Kajaani",
        "In Espoo and online",
    }
    assert second == {"Nationwide", "Online"}


def test_municipality_or_region() -> None:
    first, _second = tiers("municipality=091&region=18", "place")

    assert first == {"In Helsinki", "In Kajaani", "In Espoo and Kajaani"}


def test_municipality_where_nothing_is_held() -> None:
    factories.town("837")

    first, second = tiers("municipality=837", "place")

    assert not first
    assert second == {"Nationwide", "Online", "In Espoo and online"}


def test_first_tier_comes_first() -> None:
    assert found("municipality=205")[:2] == ["In Kajaani", "In Espoo and Kajaani"]


def test_online_is_a_condition_for_both_tiers() -> None:
    first, second = tiers("municipality=049&online=1", "place")

    assert first == {"In Espoo and online"}
    assert second == {"Online"}


def test_nothing_is_found_twice() -> None:
    assert len(found("municipality=049&municipality=205&region=01")) == 7
    assert ask("municipality=049&municipality=205&region=01").total == 7


def test_counts_are_of_the_first_tier_and_leave_the_own_facet_out() -> None:
    for query in ("", "municipality=205", "region=18&municipality=091"):
        assert counts(query, "municipality") == {"091": 1, "049": 3, "205": 2}
        assert counts(query, "region") == {"01": 4, "18": 2}


def test_counts_of_the_other_facets_include_both_tiers() -> None:
    assert counts("municipality=205", "language") == {"fi": 5}
    assert counts("municipality=205", "online") == {"1": 2}
