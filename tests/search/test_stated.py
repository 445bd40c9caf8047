"""What is found only where it is stated: unknown is never yes and never no."""

from typing import Any

import pytest
from django.http import QueryDict

from activities.models.choices import Kind
from search.filters import ActivityFilterSet
from tests import factories
from tests.search.asking import ask, counts, found

pytestmark = pytest.mark.django_db

ACCESS = {
    "wheelchair": "wheelchair",
    "toilet": "accessible_toilet",
    "loop": "induction_loop",
    "parking": "accessible_parking",
    "quiet": "quiet_space",
}


@pytest.mark.parametrize(
    ("parameter", "field", "yes", "others"),
    [
        ("free", "price", "free", ["paid", "ask", ""]),
        ("dropin", "registration", "none", ["needed", ""]),
        ("childcare", "child_care", "arranged", ["bring", "no", ""]),
    ],
)
def test_only_a_stated_yes(
    parameter: str, field: str, yes: str, others: list[str]
) -> None:
    for value in [yes, *others]:
        fields: dict[str, Any] = {field: value}
        factories.activity(value or "unknown", **fields)

    assert found(f"{parameter}=1") == [yes]
    assert counts("", parameter) == {"1": 1}
    assert counts(f"{parameter}=1", parameter) == {"1": 1}
    assert len(found()) == len(others) + 1


@pytest.mark.parametrize("kind", ACCESS)
def test_access_only_a_stated_yes(kind: str) -> None:
    for value in ("yes", "no", ""):
        fields: dict[str, Any] = {ACCESS[kind]: value}
        factories.activity(value or "unknown", **fields)

    assert found(f"access={kind}") == ["yes"]
    assert counts("", "access") == {kind: 1}


@pytest.mark.parametrize("value", ["0", "no", "", "yes", "true"])
def test_there_is_no_way_to_ask_for_no(value: str) -> None:
    factories.activity("Free", price="free")
    factories.activity("Not free", price="paid")

    assert found(f"free={value}") == ["Free", "Not free"]


def test_online() -> None:
    factories.activity("Online", online=True)
    factories.activity("Here")

    assert found("online=1") == ["Online"]
    assert counts("", "online") == {"1": 1}


def test_each_kind_of_access_is_a_condition_of_its_own() -> None:
    factories.activity("Ramp", wheelchair="yes")
    factories.activity("Ramp and toilet", wheelchair="yes", accessible_toilet="yes")
    factories.activity("Toilet", accessible_toilet="yes", quiet_space="yes")

    assert found("access=wheelchair&access=toilet") == ["Ramp and toilet"]
    assert counts("", "access") == {"wheelchair": 2, "toilet": 2, "quiet": 1}
    assert counts("access=wheelchair", "access") == {"wheelchair": 2, "toilet": 1}
    assert counts("access=wheelchair&access=toilet", "access") == {
        "wheelchair": 1,
        "toilet": 1,
    }


@pytest.mark.parametrize(
    ("parameter", "field"), [("theme", "themes"), ("format", "formats")]
)
def test_theme_and_format(parameter: str, field: str) -> None:
    factories.activity("One", terms={field: ["sport"]})
    factories.activity("Two", terms={field: ["sport", "music"]})
    factories.activity("Three", terms={field: ["cooking"]})

    assert found(f"{parameter}=sport") == ["One", "Two"]
    assert found(f"{parameter}=music&{parameter}=cooking") == ["Two", "Three"]
    for query in ("", f"{parameter}=music"):
        assert counts(query, parameter) == {"sport": 2, "music": 1, "cooking": 1}


def test_organisation() -> None:
    ours = factories.organisation("Kotikulma ry")
    theirs = factories.organisation("Naapuriapu ry")
    factories.activity("Ours", organisation=ours)
    factories.activity("Theirs", organisation=theirs)

    assert found(f"organisation={theirs.pk}") == ["Theirs"]
    assert found(f"organisation={theirs.pk}&organisation={ours.pk}") == [
        "Ours",
        "Theirs",
    ]
    assert counts(f"organisation={ours.pk}", "organisation") == {
        str(ours.pk): 1,
        str(theirs.pk): 1,
    }


def test_kind_is_activity_unless_said() -> None:
    factories.activity("Café")
    factories.activity("Lecture", kind=Kind.TRAINING)

    assert found() == ["Café"]
    assert found("", Kind.TRAINING) == ["Lecture"]
    assert found("kind=training") == ["Lecture"]
    assert found("kind=activity", Kind.TRAINING) == ["Café"]
    assert counts("", "theme") == {"finnish": 1}


def test_and_across_facets() -> None:
    for title, price, theme, town in (
        ("All three", "free", "sport", "049"),
        ("Elsewhere", "free", "sport", "205"),
        ("About something else", "free", "music", "049"),
        ("Paid", "paid", "sport", "049"),
    ):
        terms = {"themes": [theme], "municipalities": [town]}
        factories.activity(title, price=price, terms=terms)

    query = "free=1&theme=sport&municipality=049"
    assert found(query) == ["All three"]
    assert counts(query, "free") == {"1": 1}
    assert counts(query, "theme") == {"sport": 1, "music": 1}
    assert counts(query, "municipality") == {"049": 1, "205": 1}
    assert counts(query, "language") == {"fi": 1}


def test_filter_set_finds_what_the_search_finds() -> None:
    factories.activity("Free", price="free", terms={"themes": ["sport"]})
    factories.activity("Also free", price="free", terms={"themes": ["music"]})
    factories.activity("Online", online=True)

    for query in ("", "free=1", "free=1&theme=sport", "municipality=205", "age=7"):
        filters = ActivityFilterSet(QueryDict(query))
        ids = set(filters.qs.values_list("pk", flat=True))
        assert ids == {hit.pk for hit in ask(query).hits(0, 9)}
