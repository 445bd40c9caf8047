"""What changed between two versions, as editors and moderators see it."""

import pytest
from django.utils.translation import override

from activities.differences import Difference, changes, differences
from activities.models import Version
from tests import factories
from tests.factories import weekly

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Version:
    return factories.activity(
        summary_fi="Puhumme suomea yhdessä.",
        terms={"themes": ["finnish", "work"]},
        schedules=[weekly("mo")],
        min_age=18,
    ).published_version


@pytest.fixture
def new(old: Version) -> Version:
    return old.new_draft(factories.person("Ada"))


def only(old: Version | None, new: Version) -> Difference:
    (found,) = changes(old, new)
    return found


def test_copy_differs_in_nothing(old: Version, new: Version) -> None:
    assert changes(old, new) == []
    assert {one.field for one in differences(old, new)} >= {
        "title",
        "summary",
        "themes",
        "formats",
        "languages",
        "schedules",
        "municipalities",
        "min_age",
    }


def test_first_version_is_all_new(old: Version) -> None:
    assert all(one.changed and not one.before for one in differences(None, old))


def test_words_of_a_text_are_marked(old: Version, new: Version) -> None:
    new.summary_fi = "Puhumme suomea & ruotsia yhdessä."

    with override("en"):
        found = only(old, new)
        inline = found.inline

    assert (found.field, found.language, found.column) == (
        "summary",
        "fi",
        "summary_fi",
    )
    assert "suomea <ins>" in inline
    assert "&amp; ruotsia" in inline
    assert "Added:" in inline


def test_text_of_visitors_is_escaped(old: Version, new: Version) -> None:
    new.title_fi = "<script>alert(1)</script>"

    assert "<script>" not in only(old, new).inline


def test_set_shows_what_came_and_went(old: Version, new: Version) -> None:
    new.themes.set([factories.theme("finnish"), factories.theme("sport")])

    found = only(old, new)

    assert found.field == "themes"
    assert found.before == ["Finnish", "Work"]
    assert found.after == ["Finnish", "Sport"]
    assert "Work</del>" in found.inline
    assert "Sport</ins>" in found.inline


def test_columns_show_their_own_marks(old: Version, new: Version) -> None:
    new.summary_fi = "Puhumme ruotsia yhdessä."

    found = only(old, new)

    assert "suomea</del>" in found.old_inline
    assert "ruotsia" not in found.old_inline
    assert "ruotsia</ins>" in found.new_inline
    assert "suomea" not in found.new_inline


def test_schedule_is_told_in_words(old: Version, new: Version) -> None:
    new.schedules.get().delete()
    factories.schedule(new, weekly("tu"))

    with override("en"):
        found = only(old, new)

    assert found.old == "Every Monday, 17:00–19:00"
    assert found.new == "Every Tuesday, 17:00–19:00"


def test_schedule_without_times_is_named_by_its_rule(new: Version) -> None:
    new.schedules.all().delete()
    new.schedules.create(rule="weekly")

    with override("en"):
        (found,) = [one for one in differences(None, new) if one.field == "schedules"]

    assert found.after == ["Every week, or every few weeks"]


def test_choice_number_and_yes_are_in_words(old: Version, new: Version) -> None:
    new.welcome, new.max_age, new.online = "first", 65, True

    with override("en"):
        found = {one.field: one.new for one in changes(old, new)}

    assert found == {
        "welcome": "Mainly for the target groups. Others are welcome too.",
        "max_age": "65",
        "online": "Yes",
    }


def test_emptied_field_is_a_change(old: Version, new: Version) -> None:
    new.min_age = None

    found = only(old, new)

    assert (found.old, found.new) == ("18", "")
    assert found.inline.startswith("<del>")


def test_short_texts_are_compared_by_language(old: Version, new: Version) -> None:
    new.short_texts.create(language=factories.language("ar"), text="مرحبا")

    found = only(old, new)

    assert (found.field, found.language, found.new) == ("short_texts", "ar", "مرحبا")
    assert (found.language_name, found.direction) == ("العربية", "rtl")
