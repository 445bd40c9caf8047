"""target and welcome: for whom it is, and who else may come."""

import pytest

from tests import factories
from tests.search.asking import counts, found, tiers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    def made_for(title: str, welcome: str, *groups: str) -> None:
        factories.activity(title, welcome=welcome, terms={"target_groups": groups})

    made_for("All", "all")
    made_for("All, women listed", "all", "women")
    made_for("First of all women", "first", "women")
    made_for("Only women", "only", "women")
    made_for("First of all young", "first", "young")
    made_for("Only young", "only", "young")
    made_for("Only young and women", "only", "young", "women")


def test_who_lists_the_group_is_in_the_first_tier() -> None:
    first, _second = tiers("target=women", "target")

    assert first == {
        "All, women listed",
        "First of all women",
        "Only women",
        "Only young and women",
    }


def test_who_is_open_to_others_is_in_the_second_tier() -> None:
    _first, second = tiers("target=women", "target")

    assert second == {"All", "First of all young"}


def test_only_for_others_is_never_found() -> None:
    assert "Only young" not in found("target=women")
    assert "Only women" not in found("target=young")


def test_one_of_several_groups_is_enough() -> None:
    first, second = tiers("target=women&target=young", "target")

    assert len(first) == 6
    assert second == {"All"}


def test_group_that_nobody_lists() -> None:
    factories.target_group("elderly")

    first, second = tiers("target=elderly", "target")

    assert not first
    assert second == {
        "All",
        "All, women listed",
        "First of all women",
        "First of all young",
    }


def test_order_is_by_tier() -> None:
    titles = found("target=women")

    assert set(titles[-2:]) == {"All", "First of all young"}


def test_place_comes_before_group() -> None:
    factories.activity(
        "In Kajaani for all", terms={"municipalities": ["205"]}, welcome="all"
    )
    factories.activity(
        "Everywhere for women",
        terms={"municipalities": [], "target_groups": ["women"]},
        nationwide=True,
    )

    assert found("target=women&municipality=205") == [
        "In Kajaani for all",
        "Everywhere for women",
    ]


def test_welcome_is_the_stated_one() -> None:
    assert set(found("welcome=all")) == {"All", "All, women listed"}
    assert set(found("welcome=only&target=women")) == {
        "Only women",
        "Only young and women",
    }
    assert len(found("welcome=first&welcome=only")) == 5


def test_counts_are_of_the_first_tier() -> None:
    for query in ("", "target=young"):
        assert counts(query, "target") == {"women": 4, "young": 3}


def test_welcome_is_counted_over_both_tiers_of_the_group() -> None:
    assert counts("target=women", "welcome") == {"all": 2, "first": 2, "only": 2}
    assert counts("target=women&welcome=only", "welcome") == {
        "all": 2,
        "first": 2,
        "only": 2,
    }
    assert counts("target=women&welcome=only", "target") == {"women": 2, "young": 2}
