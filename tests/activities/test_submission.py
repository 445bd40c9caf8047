"""What an entry must say before a moderator reads it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from accounts.models import User
from activities.models import Schedule, Slot, Version
from activities.submission import missing
from events.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


def entry(**fields: Any) -> Version:
    return factories.activity(published=False, **fields).versions.get()


def gaps(version: Version, language: str = "en") -> dict[str, str]:
    with override(language):
        return missing(version)


def test_a_complete_one_lacks_nothing() -> None:
    assert gaps(entry()) == {}


def test_an_empty_one_hears_about_everything() -> None:
    facets = ("themes", "formats", "languages", "municipalities")
    nothing: dict[str, list[str]] = {facet: [] for facet in facets}
    empty = entry(title="", summary_fi="", welcome="", terms=nothing, schedules=[])

    assert gaps(empty) == {
        "title": "Write the name and a short text in at least one language.",
        "themes": "Choose at least one.",
        "formats": "Choose at least one.",
        "languages": "Choose at least one.",
        "municipalities": "Choose the municipality, all of Finland, or online.",
        "welcome": "Say who can come.",
        "schedules": "Say when it meets. “By agreement” is fine too.",
    }


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_says_so_in_each_language(language: str) -> None:
    empty = entry(welcome="", terms={"themes": []})

    assert gaps(empty, language).keys() == gaps(empty, "en").keys()
    assert gaps(empty, language)["welcome"] != gaps(empty, "en")["welcome"]


@pytest.mark.parametrize(
    ("fields", "complete"),
    [
        ({"title_sv": "Café", "summary_sv": "Vi pratar."}, True),
        ({"title_en": "Café", "summary_en": "We talk."}, True),
        ({"title_sv": "Café", "summary_en": "We talk."}, False),
        ({"title_sv": "Café"}, False),
        ({"summary_fi": "Puhumme."}, False),
    ],
)
def test_name_and_short_text_in_the_same_language(
    fields: dict[str, str], complete: bool
) -> None:
    version = entry(title="", **({"summary_fi": ""} | fields))

    assert ("title" not in gaps(version)) is complete


@pytest.mark.parametrize("where", ["nationwide", "online"])
def test_no_municipality_is_needed_everywhere(where: str) -> None:
    version = entry(terms={"municipalities": []}, **{where: True})

    assert gaps(version) == {}


@pytest.mark.parametrize("welcome", ["first", "only"])
def test_for_target_groups_means_that_they_are_named(welcome: str) -> None:
    assert gaps(entry(welcome=welcome)) == {
        "target_groups": "Choose the target groups, or say that all can come."
    }
    named = entry(welcome=welcome, terms={"target_groups": ["women"]})
    assert gaps(named) == {}


@pytest.mark.parametrize(
    ("rule", "complete"),
    [
        ({"rule": "agreement"}, True),
        ({"rule": "always"}, True),
        ({"rule": "weekly"}, False),
        ({"rule": "hours"}, False),
        ({"rule": "dates"}, False),
        ({"rule": "monthly", "week": 1}, False),
    ],
)
def test_a_rule_that_needs_times_has_them(rule: factories.Spec, complete: bool) -> None:
    version = entry(schedules=[rule, factories.weekly("mo")])
    assert ("schedules" not in gaps(version)) is complete

    timeless = Schedule.objects.without_times()
    for number, schedule in enumerate(timeless):
        Slot.objects.create(
            schedule=schedule, weekday=number, starts_at="17:00", ends_at="18:00"
        )
    assert gaps(version) == {}


def test_submitting_tells_what_is_missing_and_changes_nothing(ada: User) -> None:
    version = entry(terms={"themes": []})

    with override("en"):
        with pytest.raises(ValidationError) as raised:
            version.submit(ada)
        assert raised.value.message_dict == {"themes": ["Choose at least one."]}
    assert Version.objects.get().state == "draft"
    assert not Event.objects.about(version).exists()
