"""The state of each translation, and what a change of its source does to it."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User
from activities.models import Version
from activities.texts import text_of
from activities.translated import TextState, state_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Version:
    entry = factories.activity(published=False, summary_sv="Vi pratar finska.")
    return entry.versions.get()


def test_a_text_is_missing_or_current(draft: Version) -> None:
    assert state_of(draft, "summary", "en") == TextState.MISSING
    assert state_of(draft, "summary", "sv") == TextState.CURRENT


def test_a_changed_source_makes_its_translations_outdated(
    draft: Version, ada: User
) -> None:
    draft.save_draft(ada, 1, {"summary_fi": "Puhumme ruotsia."})
    assert state_of(draft, "summary", "sv") == TextState.OUTDATED
    assert state_of(draft, "summary", "en") == TextState.MISSING
    assert text_of(draft, "summary", "sv").is_outdated


def test_what_changes_together_is_current(draft: Version, ada: User) -> None:
    changes = {"summary_fi": "Puhumme ruotsia.", "summary_sv": "Vi pratar svenska."}
    draft.save_draft(ada, 1, changes)
    assert state_of(draft, "summary", "sv") == TextState.CURRENT


def test_a_small_change_leaves_translations_current(draft: Version, ada: User) -> None:
    draft.save_draft(ada, 1, {"summary_fi": "Puhumme suomea!"}, small_change=True)
    assert state_of(draft, "summary", "sv") == TextState.CURRENT


def test_the_same_text_again_changes_nothing(draft: Version, ada: User) -> None:
    draft.save_draft(ada, 1, {"summary_fi": draft.summary_fi})
    assert draft.outdated_texts == []


def test_a_mended_translation_is_current_again(draft: Version, ada: User) -> None:
    draft.save_draft(ada, 1, {"summary_fi": "Puhumme ruotsia."})
    draft.save_draft(ada, 2, {"summary_sv": "Vi pratar svenska."})
    assert state_of(draft, "summary", "sv") == TextState.CURRENT


def test_a_translation_never_makes_its_source_outdated(
    draft: Version, ada: User
) -> None:
    draft.save_draft(ada, 1, {"summary_sv": "Vi pratar svenska."})
    assert draft.outdated_texts == []


def test_the_page_says_that_a_translation_may_be_old(
    client: Client, draft: Version, ada: User
) -> None:
    draft.save_draft(ada, 1, {"title_sv": "Språkcafé"})
    draft.save_draft(ada, 2, {"summary_fi": "Puhumme ruotsia."})
    factories.publish(draft)
    url = f"/{{}}/{draft.activity_id}/"
    swedish = client.get(url.format("sv/verksamhet"), follow=True)
    finnish = client.get(url.format("fi/toiminta"), follow=True)
    assertContains(swedish, "Den nyaste textens språk: finska")
    assertNotContains(finnish, "Uusimman tekstin kieli")
