"""The words that say which versions are meant, and the numbers they carry."""

import pytest

from accounts.models import User
from activities.models import Version
from activities.models.choices import Proficiency
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_of_each(ada: User, mona: User) -> dict[str, Version]:
    """A version in each state, by the name of the state."""
    versions = {
        name: factories.activity(name, published=False).versions.get()
        for name in ("draft", "submitted", "returned", "rejected", "approved")
    }
    for name in ("submitted", "returned", "rejected", "approved"):
        versions[name].submit(ada)
    versions["returned"].return_to_editor(mona, {"price": "Paljonko?"})
    versions["rejected"].reject(mona, "Yksittäinen tapahtuma.")
    versions["approved"].approve(mona)
    return versions


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("open", {"draft", "submitted", "returned"}),
        ("drafts", {"draft", "returned"}),
        ("awaiting_review", {"submitted"}),
        ("returned", {"returned"}),
    ],
)
def test_words_for_states(
    one_of_each: dict[str, Version], word: str, expected: set[str]
) -> None:
    found = getattr(Version.objects, word)()

    assert {version.title_fi for version in found} == expected
    assert found.count() == len(expected)


def test_returned_no_more_when_it_is_submitted_again(
    one_of_each: dict[str, Version], ada: User
) -> None:
    one_of_each["returned"].submit(ada)

    assert not Version.objects.returned().exists()


def test_returned_twice_counts_once(
    one_of_each: dict[str, Version], ada: User, mona: User
) -> None:
    version = one_of_each["returned"]
    version.submit(ada)
    version.return_to_editor(mona, {"title": "Nimi?"})

    assert list(Version.objects.returned()) == [version]
    assert version.decisions.count() == 2


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("none", ["none"]),
        ("a1", ["none", "beginner", "a1"]),
        ("b2", ["none", "beginner", "a1", "a2", "b1", "b2"]),
    ],
)
def test_levels_rise(level: str, expected: list[str]) -> None:
    assert Proficiency.up_to(level) == expected


def test_words_of_all_languages_are_kept_by_field_when_it_becomes_public() -> None:
    version = factories.activity(
        "Kielikahvila",
        title_sv="Språkcafé",
        summary_en="We talk.",
        description_fi="Juomme kahvia.",
        plain_fi="Juomme.",
    ).published_version

    stored = Version.objects.get()
    assert stored.tokens == version.tokens
    assert {"kielikahvila", "kieli", "sv:språk"} <= set(stored.tokens["title"])
    assert {"puhua", "suomi", "en:talk"} <= set(stored.tokens["summary"])
    assert {"juoda", "kahvi"} <= set(stored.tokens["body"])
    assert factories.version(version.activity).tokens == {}


def test_versions_newest_first() -> None:
    entry = factories.activity("Ensimmäinen")
    factories.version(entry, "Toinen")

    assert [v.number for v in entry.versions.all()] == [2, 1]
    assert [str(v) for v in entry.versions.all()] == ["Toinen (2)", "Ensimmäinen (1)"]


def test_parts_of_a_version_say_what_they_are() -> None:
    pause = (factories.day(3), factories.day(9))
    spec = factories.weekly("mo", time="9:00-11:00", breaks=[pause])
    version = factories.activity(schedules=[spec]).published_version
    short = version.short_texts.create(language=factories.language("so"), text="Kaalay")
    schedule = version.schedules.get()

    assert str(short) == "Kaalay"
    assert str(schedule) == "Joka viikko tai muutaman viikon välein"
    assert str(schedule.slots.get()) == "maanantai 09:00:00"
    assert str(schedule.breaks.get()) == f"{pause[0]}–{pause[1]}"
