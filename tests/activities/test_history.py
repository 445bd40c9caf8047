"""The history of an entry says everything that was recorded, in words."""

import ast
import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from accounts.models import User
from activities.history import history
from activities.models import Activity
from activities.sentences import SENTENCES, in_words
from events.models import Event
from organisations.models import Organisation
from tests import factories
from tests.site.sources import APPS, read, written_by_hand

pytestmark = pytest.mark.django_db
RECORDING = {"record", "move", "_move", "_change", "_note", "_decide", "_finish"}
MONDAY = dt.date(2026, 12, 7)


@pytest.fixture
def entry(kotikulma: Organisation) -> Activity:
    return factories.activity()


def texts(entry: Activity, *, for_moderator: bool = False) -> list[str]:
    with override("en"):
        return [line.text for line in history(entry, for_moderator=for_moderator)]


def recorded_verbs() -> Iterator[str]:
    """The verbs that the code hands to the log, as it stands."""
    for file in written_by_hand(".py"):
        if file.parts[0] not in APPS:
            continue
        for node in ast.walk(ast.parse(read(file))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in RECORDING:
                    yield from filter(None, map(_verb, node.args))


def _verb(arg: ast.expr) -> str:
    """Names of columns and of mails stand beside the verbs."""
    word = arg.value if isinstance(arg, ast.Constant) else ""
    return word if isinstance(word, str) and "_" not in word else ""


def test_every_verb_that_is_recorded_has_a_sentence() -> None:
    said = {key.split()[1] for key in SENTENCES}
    verbs = set(recorded_verbs())

    assert "submit" in verbs
    assert not verbs - said, "Write sentences for these in activities/sentences.py."


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_can_be_filled(language: str, sentence: str) -> None:
    facts = {"who": "Ada", "number": 2, "source": 1, "date": "7.12.2026"}
    with override(language):
        shown = str(SENTENCES[sentence]).format(**facts)

    assert shown.endswith(".")
    assert "{" not in shown


def test_newest_first_with_names(entry: Activity, ada: User) -> None:
    entry.cancel_date(ada, MONDAY)

    assert texts(entry) == [
        "Ada cancelled the session on 7 December 2026.",
        "Mona approved version 1.",
        "Ada sent version 1 for approval.",
    ]


def test_two_sides_of_a_verb(entry: Activity, ada: User) -> None:
    entry.set_full(ada, full=True)
    entry.set_full(ada, full=False)
    entry.set_break(ada, MONDAY)
    entry.set_break(ada, None)

    assert texts(entry)[:4] == [
        "Ada ended the break.",
        "Ada set a break until 7 December 2026.",
        "Ada marked that there is room again.",
        "Ada marked the group as full.",
    ]


def test_reasons_stand_by_their_events(entry: Activity, ada: User, mona: User) -> None:
    draft = entry.published_version.new_draft(ada)
    for comment in ("Milloin?", "Missä?"):
        draft.submit(ada)
        draft.return_to_editor(mona, {"schedules": comment})
    entry.take_down(mona, "Ei vastausta.")

    lines = history(entry, for_moderator=False)
    notes = [line.notes for line in lines]
    assert notes[0] == ["Ei vastausta."]
    assert notes[1:5] == [["Missä?"], [], ["Milloin?"], []]


def test_what_happened_to_the_organisation(entry: Activity, mona: User) -> None:
    entry.organisation.suspend(mona, "Selvitämme asiaa.")

    with override("en"):
        newest = history(entry, for_moderator=False)[0]
    assert newest.text == "Mona suspended the organisation."
    assert newest.notes == ["Selvitämme asiaa."]


def test_somebody_who_left(entry: Activity, ben: User) -> None:
    entry.withdraw(ben)
    User.objects.filter(pk=ben.pk).update(is_active=False)

    assert texts(entry)[0] == "A former user withdrew the activity."


def test_what_happened_by_itself(entry: Activity) -> None:
    Event.objects.record("confirm", entry)

    assert texts(entry)[0] == "Kotopolku confirmed that everything is correct."


def test_a_verb_of_the_future_is_shown_as_it_is(entry: Activity, ada: User) -> None:
    Event.objects.record("dance", entry, by=ada)

    assert texts(entry)[0] == "Ada: dance"
    with override("en"):
        assert in_words(Event(verb="x", target_type="y")) == "Kotopolku: x"


def test_other_entries_have_their_own(entry: Activity, ada: User) -> None:
    factories.activity("Toinen").withdraw(ada)

    assert "Ada withdrew the activity." not in texts(entry)


def test_how_moderators_share_their_work_is_for_them(entry: Activity) -> None:
    version = entry.published_version
    Event.objects.record("start-review", version, by=factories.person("Mona"))

    assert "Mona started the review." in texts(entry, for_moderator=True)
    assert "Mona started the review." not in texts(entry)
