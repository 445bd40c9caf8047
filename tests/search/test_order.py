"""sort: best, date, new, near; every order ends in the id."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from search.answering import origin_of
from tests import factories
from tests.factories import by_agreement, day, on_dates, weekly
from tests.search.asking import ask, found, read

pytestmark = pytest.mark.django_db

SORTS = ["best", "date", "new", "near&near=091"]


@pytest.mark.parametrize("sort", SORTS)
def test_ends_in_the_id(sort: str) -> None:
    same: dict[str, Any] = {"published_at": timezone.now(), "checked_on": day(-1)}
    for title in ("First", "Second", "Third"):
        factories.activity(title, **same)

    assert found(f"sort={sort}") == ["First", "Second", "Third"]


def test_best_without_words_is_by_the_last_check() -> None:
    factories.activity("Long ago", checked_on=day(-50))
    factories.activity("Yesterday", checked_on=day(-1))
    factories.activity("Last week", checked_on=day(-7))

    assert found() == ["Yesterday", "Last week", "Long ago"]
    assert found("sort=best") == found()


def test_best_goes_through_its_steps() -> None:
    """Each entry is better in one step, and worse in the step after it."""

    def held(title: str, *, place: str, groups: list[str], **fields: Any) -> None:
        terms = {"municipalities": [place], "target_groups": groups}
        factories.activity(title, terms=terms, **fields)

    query = "municipality=205&target=women&age=30&level=a1&q=laulu"
    old: dict[str, Any] = {"checked_on": day(-9)}
    new: dict[str, Any] = {"checked_on": day(-1)}
    stated: dict[str, Any] = {"min_age": 18, "proficiency": "none"}
    here: dict[str, Any] = {"place": "205", "groups": ["women"]}
    held("Laulu 1", **here, **stated, **new)
    held("Laulu 2", **here, **stated, **old)
    held("Kuoro 3", **here, **stated, **new, summary_fi="Laulu")
    held("Laulu 4", **here, min_age=18, **new)
    held("Laulu 5", **here, proficiency="none", **new)
    held("Laulu 6", place="205", groups=[], **stated, **new)
    held("Laulu 7", place="049", groups=["women"], **stated, **new, online=True)
    titles = [f"Laulu {n}" for n in (1, 2, 4, 5, 6, 7)]

    assert found(query) == [*titles[:2], "Kuoro 3", *titles[2:]]


def test_date_is_by_the_next_meeting_and_none_comes_last() -> None:
    factories.activity("By agreement", schedules=[by_agreement()])
    factories.activity("In ten days", schedules=[on_dates(day(10))])
    factories.activity("Gone and in five", schedules=[on_dates(day(-9), day(5))])
    factories.activity(
        "In six days", schedules=[weekly(*factories.DAYS, start_date=day(6))]
    )

    assert found("sort=date") == [
        "Gone and in five",
        "In six days",
        "In ten days",
        "By agreement",
    ]


def test_new_is_by_publication() -> None:
    now = timezone.now()
    for title, days in (("Old", 30), ("New", 1), ("Newer", 0)):
        factories.activity(title, published_at=now - dt.timedelta(days=days))

    assert found("sort=new") == ["Newer", "New", "Old"]


@pytest.fixture
def _around(db: None) -> None:
    for title, towns, fields in (
        ("Online", [], {"online": True}),
        ("Kajaani", ["205"], {}),
        ("Kajaani and Vantaa", ["205", "092"], {}),
        ("Helsinki", ["091"], {}),
        # The seat of Espoo is nearer to Helsinki than this part of it.
        ("Far part of Espoo", ["049"], {"latitude": 60.32, "longitude": 24.55}),
        ("Espoo", ["049"], {}),
        ("Nationwide", [], {"nationwide": True}),
        ("Tampere", ["837"], {}),
    ):
        factories.activity(title, terms={"municipalities": towns}, **fields)


FROM_HELSINKI = [
    "Helsinki",
    "Kajaani and Vantaa",
    "Espoo",
    "Far part of Espoo",
    "Tampere",
    "Kajaani",
    "Online",
    "Nationwide",
]


@pytest.mark.usefixtures("_around")
def test_near_is_by_distance_and_what_has_no_place_comes_last() -> None:
    assert found("sort=near&near=091") == FROM_HELSINKI
    assert found("sort=near&near=205")[:3] == [
        "Kajaani",
        "Kajaani and Vantaa",
        "Tampere",
    ]


@pytest.mark.usefixtures("_around")
def test_near_the_chosen_municipality() -> None:
    assert found("sort=near&municipality=205") == [
        "Kajaani",
        "Kajaani and Vantaa",
        "Online",
        "Nationwide",
    ]
    assert found("sort=near&municipality=205&near=091")[0] == "Kajaani and Vantaa"


@pytest.mark.usefixtures("_around")
def test_near_nothing_is_best() -> None:
    assert origin_of(read("sort=near")) is None
    assert found("sort=near") == found() != []
    assert found("sort=near&region=18") == found("region=18") != []


@pytest.mark.parametrize("sort", SORTS)
def test_sort_changes_neither_total_nor_counts(sort: str) -> None:
    factories.activity("One", price="free")
    factories.activity("Two")

    assert ask(f"sort={sort}").total == 2
    assert ask(f"sort={sort}&free=1").counts() == ask("free=1").counts()
