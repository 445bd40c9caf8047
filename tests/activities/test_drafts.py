"""A new draft begins as a copy of everything that a version says."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from activities.models import ShortText, Version
from events.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def public() -> Version:
    entry = factories.activity(
        "Uimakoulu",
        terms={"themes": ["sport"], "languages": ["fi", "ar"]},
        schedules=[
            factories.weekly(
                "mo", "we", breaks=[(factories.day(7), factories.day(14))]
            ),
            factories.on_dates(factories.day(3)),
        ],
        title_sv="Simskola",
        min_age=18,
    )
    assert entry.public_version is not None
    short = ShortText(language=factories.language("so"), text="Dabaal.")
    entry.public_version.short_texts.add(short, bulk=False)
    return entry.public_version


def test_a_new_draft_says_the_same(public: Version, ada: User) -> None:
    draft = public.new_draft(ada)
    assert (draft.number, draft.state, draft.author) == (2, "draft", ada)
    assert (draft.title_fi, draft.title_sv) == ("Uimakoulu", "Simskola")
    assert draft.min_age == 18
    assert {language.code for language in draft.languages.all()} == {"fi", "ar"}
    assert [short.text for short in draft.short_texts.all()] == ["Dabaal."]
    weekly, dated = draft.schedules.all()
    assert [slot.weekday for slot in weekly.slots.all()] == [0, 2]
    assert weekly.breaks.get().first_date == factories.day(7)
    assert dated.slots.get().date == factories.day(3)


def test_the_public_version_stays_as_it_is(public: Version, ada: User) -> None:
    draft = public.new_draft(ada)
    draft.save_draft(ada, 1, {"title_fi": "Vesijumppa"})
    public.refresh_from_db()
    assert public.title_fi == "Uimakoulu"
    assert public.activity.public_version == public
    assert public.schedules.count() == 2


def test_a_second_draft_is_refused_with_a_way_on(public: Version, ada: User) -> None:
    public.new_draft(ada)
    with pytest.raises(ValidationError) as refused:
        public.new_draft(ada)
    assert "uutta versiota" in str(refused.value)


def test_an_old_version_can_be_restored(public: Version, ada: User, mona: User) -> None:
    second = public.new_draft(ada)
    second.save_draft(ada, 1, {"title_fi": "Vesijumppa"})
    factories.publish(second)
    restored = public.new_draft(ada)
    assert (restored.number, restored.title_fi) == (3, "Uimakoulu")


def test_the_log_says_what_was_copied(public: Version, ada: User) -> None:
    draft = public.new_draft(ada)
    event = Event.objects.about(draft).get(verb="new-draft")
    assert (event.actor, event.after) == (ada, {"number": 2, "copy_of": 1})
