"""The verbs of a version: from which state, to which, and what they leave behind."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import User
from activities.models import Decision, Version
from events.models import Event
from events.transitions import StateChanged
from tests import factories

pytestmark = pytest.mark.django_db
STATES = ("draft", "submitted", "approved", "rejected")
REASON = "Tämä on yksittäinen tapahtuma."
Verb = Callable[[Version, User], None]
VERBS: dict[str, tuple[str, str, Verb]] = {
    "submit": ("draft", "submitted", lambda v, by: v.submit(by)),
    "take-back": ("submitted", "draft", lambda v, by: v.take_back(by)),
    "approve": ("submitted", "approved", lambda v, by: v.approve(by)),
    "return": (
        "submitted",
        "draft",
        lambda v, by: v.return_to_editor(by, {"price": "Paljonko?"}),
    ),
    "reject": ("submitted", "rejected", lambda v, by: v.reject(by, REASON)),
}


def in_state(state: str) -> Version:
    ada, mona = factories.person("Ada"), factories.person("Mona")
    version = factories.activity(published=False).versions.get()
    if state != "draft":
        version.submit(ada)
    if state == "approved":
        version.approve(mona)
    elif state == "rejected":
        version.reject(mona, REASON)
    return version


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_leads_from_one_state_to_another(verb: str, nils: User) -> None:
    source, target, do = VERBS[verb]
    version = in_state(source)
    before = Event.objects.about(version).count()
    do(version, nils)

    assert version.state == Version.objects.get().state == target
    events = Event.objects.about(version)
    assert events.count() == before + 1
    event = events.get(verb=verb, actor=nils)
    assert event.before["state"] == source
    assert event.after["state"] == target


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_no_verb_works_from_another_state(state: str, verb: str, nils: User) -> None:
    source, _target, do = VERBS[verb]
    if state == source:
        return
    version = in_state(state)
    decisions, events = Decision.objects.count(), Event.objects.count()

    with pytest.raises(StateChanged):
        do(version, nils)
    assert Version.objects.get().state == state
    assert Decision.objects.count() == decisions
    assert Event.objects.count() == events


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_works_on_what_changed_meanwhile(verb: str, nils: User) -> None:
    """Another revision of the same state is another text."""
    source, _target, do = VERBS[verb]
    version = in_state(source)
    Version.objects.update(revision=2)

    with pytest.raises(StateChanged):
        do(version, nils)
    assert Version.objects.get().state == source


def test_a_moderator_decides_on_exactly_what_they_read(ada: User, mona: User) -> None:
    version = in_state("submitted")
    read_by_mona = Version.objects.get()
    version.take_back(ada)
    version.save_draft(ada, 1, {"title_fi": "Toinen nimi"})
    version.submit(ada)

    with pytest.raises(StateChanged):
        read_by_mona.approve(mona)
    assert Version.objects.get().state == "submitted"
    Version.objects.get().approve(mona)
    assert Version.objects.get().state == "approved"


def test_submitting_says_when(ada: User) -> None:
    version = in_state("draft")
    assert version.submitted_at is None
    version.submit(ada)

    event = Event.objects.about(version).get()
    assert version.submitted_at is not None
    assert event.after["submitted_at"].startswith(f"{version.submitted_at:%Y-%m-%dT}")


def test_approving_makes_it_public_and_says_who_decided(mona: User) -> None:
    version = in_state("submitted")
    version.approve(mona)
    version.activity.refresh_from_db()

    decision = version.decisions.get()
    assert (decision.verdict, decision.by, decision.open) == ("approve", mona, False)
    assert version.activity.public_version == version
    assert version.activity.published_at is not None
    assert version.approved_at is not None
    event = Event.objects.about(version.activity).get(verb="publish")
    assert event.after["public_version"] == version.pk
    assert event.before["public_version"] is None


def test_returning_leaves_a_comment_for_each_field(ada: User, mona: User) -> None:
    version = in_state("submitted")
    version.return_to_editor(mona, {"price": "Paljonko?", "schedules": "Milloin?"})

    decision = version.decisions.get()
    assert (decision.verdict, decision.by, decision.open) == ("return", mona, True)
    assert decision.comments == {"price": "Paljonko?", "schedules": "Milloin?"}
    assert str(decision) == f"return: {version}"

    version.submit(ada)
    assert not version.decisions.filter(open=True).exists()
    assert version.decisions.get().comments["price"] == "Paljonko?"


def test_rejecting_gives_the_reason_and_ends_the_version(mona: User) -> None:
    version = in_state("submitted")
    version.reject(mona, REASON)

    assert version.decisions.get().reason == REASON
    assert not version.is_open
    assert version.activity.public_version is None


def test_rejecting_without_a_reason_changes_nothing(mona: User) -> None:
    version = in_state("submitted")
    events = Event.objects.count()

    with pytest.raises(IntegrityError):
        version.reject(mona, "")
    assert Version.objects.get().state == "submitted"
    assert Event.objects.count() == events


def test_after_a_rejection_a_new_draft_may_be_written(ada: User) -> None:
    rejected = in_state("rejected")
    draft = factories.version(rejected.activity, "Parempi")
    draft.submit(ada)

    assert [v.state for v in rejected.activity.versions.all()] == [
        "submitted",
        "rejected",
    ]


def test_the_approved_one_stays_public_while_a_newer_one_waits(
    ada: User, mona: User
) -> None:
    first = in_state("approved")
    entry = first.activity
    second = factories.version(entry, "Uusi nimi")

    def public() -> Version | None:
        entry.refresh_from_db()
        return entry.public_version

    assert public() == first
    second.submit(ada)
    assert public() == first
    second.return_to_editor(mona, {"title": "Mikä nimi?"})
    assert public() == first
    second.submit(ada)
    second.reject(mona, REASON)
    assert public() == first
    third = factories.version(entry, "Uusin nimi")
    factories.publish(third)
    assert public() == third
    assert [v.state for v in entry.versions.all()] == [
        "approved",
        "rejected",
        "approved",
    ]


def test_a_draft_saves_its_fields(ben: User) -> None:
    draft = in_state("draft")
    draft.save_draft(ben, 1, {"title_fi": "Ompelukerho", "min_age": 18})

    stored = Version.objects.get()
    assert (stored.title_fi, stored.min_age) == ("Ompelukerho", 18)
    assert (stored.revision, stored.author) == (2, ben)
    assert draft.revision == 2


def test_the_second_to_save_overwrites_nothing(ada: User, ben: User) -> None:
    in_state("draft")
    of_ada, of_ben = Version.objects.get(), Version.objects.get()
    of_ada.save_draft(ada, 1, {"title_fi": "Adan nimi"})

    with pytest.raises(StateChanged):
        of_ben.save_draft(ben, 1, {"title_fi": "Benin nimi", "min_age": 7})
    stored = Version.objects.get()
    assert (stored.title_fi, stored.min_age) == ("Adan nimi", None)
    assert (stored.revision, stored.author) == (2, ada)


@pytest.mark.parametrize("state", ["submitted", "approved", "rejected"])
def test_only_a_draft_is_written_to(state: str, ada: User) -> None:
    version = in_state(state)

    with pytest.raises(StateChanged):
        version.save_draft(ada, 1, {"title_fi": "Toinen nimi"})
    assert Version.objects.get().title_fi == "Kielikahvila"


def test_saving_never_brings_an_old_state_back(ada: User, ben: User) -> None:
    """Ben's page was read while it was submitted; Ada has taken it back since."""
    version = in_state("submitted")
    of_ben = Version.objects.get()
    version.take_back(ada)
    of_ben.save_draft(ben, 1, {"title_fi": "Ompelukerho"})

    stored = Version.objects.get()
    assert (stored.state, stored.title_fi) == ("draft", "Ompelukerho")


def test_a_draft_with_a_bad_value_is_not_saved(ada: User) -> None:
    draft = in_state("draft")

    with pytest.raises(ValidationError):
        draft.save_draft(ada, 1, {"title_fi": "x" * 121})
    stored = Version.objects.get()
    assert (stored.title_fi, stored.revision) == ("Kielikahvila", 1)


def test_an_incomplete_draft_is_fine(ada: User) -> None:
    draft = in_state("draft")
    draft.save_draft(ada, 1, {"title_fi": "", "summary_fi": "", "welcome": ""})

    assert Version.objects.get().title_fi == ""
