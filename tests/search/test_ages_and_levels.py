"""age and level: what is not stated matches, but after what is."""

import pytest

from activities.models.choices import Kind
from tests import factories
from tests.search.asking import counts, found, tiers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    """Activities speak of ages, trainings of levels."""
    for title, youngest, oldest in (
        ("13 to 17", 13, 17),
        ("From 18", 18, None),
        ("Up to 12", None, 12),
        ("Only 18", 18, 18),
        ("Babies", 0, 0),
        ("Not stated", None, None),
    ):
        factories.activity(title, min_age=youngest, max_age=oldest)
    for title, level in (
        ("None needed", "none"),
        ("Basics", "beginner"),
        ("A1", "a1"),
        ("A2", "a2"),
        ("B1", "b1"),
        ("B2", "b2"),
        ("Not stated", ""),
    ):
        factories.activity(title, proficiency=level, kind=Kind.TRAINING)


@pytest.mark.parametrize(
    ("age", "stated"),
    [
        ("0", {"Up to 12", "Babies"}),
        ("1", {"Up to 12"}),
        ("12", {"Up to 12"}),
        ("13", {"13 to 17"}),
        ("17", {"13 to 17"}),
        ("18", {"From 18", "Only 18"}),
        ("19", {"From 18"}),
        ("120", {"From 18"}),
    ],
)
def test_age_inside_the_range(age: str, stated: set[str]) -> None:
    first, second = tiers(f"age={age}", "age")

    assert first == stated
    assert second == {"Not stated"}


def test_age_stated_comes_first() -> None:
    assert found("age=17") == ["13 to 17", "Not stated"]


@pytest.mark.parametrize("query", ["age=12&age=17", "age=12,17", "age=12%2C+17"])
def test_one_of_several_ages_is_enough(query: str) -> None:
    first, second = tiers(query, "age")

    assert first == {"Up to 12", "13 to 17"}
    assert second == {"Not stated"}


@pytest.mark.parametrize(
    ("level", "stated"),
    [
        ("none", ["None needed"]),
        ("beginner", ["None needed", "Basics"]),
        ("a1", ["None needed", "Basics", "A1"]),
        ("a2", ["None needed", "Basics", "A1", "A2"]),
        ("b1", ["None needed", "Basics", "A1", "A2", "B1"]),
        ("b2", ["None needed", "Basics", "A1", "A2", "B1", "B2"]),
    ],
)
def test_level_is_at_most_this(level: str, stated: list[str]) -> None:
    query = f"level={level}&kind=training"

    assert found(query) == [*stated, "Not stated"]
    assert tiers(query, "level") == (set(stated), {"Not stated"})


def test_highest_of_several_levels_counts() -> None:
    both = found("level=a2&level=none", Kind.TRAINING)

    assert both == found("level=a2", Kind.TRAINING)


def test_level_counts_what_is_stated_and_at_most_this() -> None:
    for query in ("kind=training", "kind=training&level=none"):
        assert counts(query, "level") == {
            "none": 1,
            "beginner": 2,
            "a1": 3,
            "a2": 4,
            "b1": 5,
            "b2": 6,
        }


def test_age_counts_before_level_in_the_order() -> None:
    for title, level, age in (
        ("Neither", "", None),
        ("Level stated", "a1", None),
        ("Age stated", "", 18),
        ("Both stated", "a1", 18),
    ):
        terms = {"themes": ["sport"]}
        factories.activity(title, proficiency=level, min_age=age, terms=terms)

    assert found("age=20&level=a1&theme=sport") == [
        "Both stated",
        "Age stated",
        "Level stated",
        "Neither",
    ]
    assert counts("age=20&theme=sport", "level")["a1"] == 2
