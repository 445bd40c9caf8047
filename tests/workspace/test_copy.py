"""A copy for the next season, and a draft that is thrown away."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.copying import copy_for_next_season
from activities.discarding import discard
from activities.history import history
from activities.models import Activity, Version
from activities.models.contacts import CONTACTS
from events.models import Event, Mail
from events.receipts import new_token
from events.transitions import StateChanged
from organisations.models import Organisation
from tests import factories
from workspace.needs import entries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


@pytest.fixture
def entry(kotikulma: Organisation, ben: User) -> Activity:
    """It ended ten days ago."""
    last = factories.day(-10)
    one = factories.activity(
        terms={"languages": ["fi", "ar"]},
        schedules=[factories.weekly("mo", end_date=last)],
        full=True,
        check_interval=3,
    )
    one.change_contacts(ben, contact_name="Ben", phone="040 123 4567")
    one.cancel_date(ben, last)
    return one


def post(editor: Client, name: str, entry: Activity, token: str = "") -> Any:
    address = reverse(f"workspace:{name}", args=[entry.pk])
    return editor.post(address, {"token": token}, follow=True)


def copied(entry: Activity) -> Activity:
    return Activity.objects.exclude(pk=entry.pk).get()


def test_copy(editor: Client, ben: User, entry: Activity) -> None:
    response = post(editor, "copy", entry)

    new = copied(entry)
    address = reverse("workspace:edit", args=[new.pk, "when"])
    assert response.redirect_chain == [(address, 302)]
    assert "The dates are those of last season" in response.content.decode()
    assert not Mail.objects.exclude(name="entry_approved").exists()


def test_what_comes_along(ben: User, entry: Activity) -> None:
    draft = copy_for_next_season(entry, ben)
    new = draft.activity

    assert (draft.number, draft.state, draft.author) == (1, "draft", ben)
    assert draft.title_fi == "Kielikahvila"
    assert {one.code for one in draft.languages.all()} == {"fi", "ar"}
    assert draft.schedules.get().slots.count() == 1
    for name in CONTACTS:
        assert getattr(new, name) == getattr(entry, name)
    assert new.organisation == entry.organisation
    assert new.check_interval == 3
    assert not new.full
    assert new.public_version is None
    assert not new.cancelled_dates.exists()


def test_copy_of_a_draft(ben: User, kotikulma: Organisation) -> None:
    source = factories.activity("Luonnos", published=False)

    assert copy_for_next_season(source, ben).title_fi == "Luonnos"


def test_history_of_both(ben: User, entry: Activity) -> None:
    draft = copy_for_next_season(entry, ben)

    newest = [
        history(one, for_moderator=False)[0].text for one in (entry, draft.activity)
    ]
    assert newest == [
        "Ben copied the activity as a new draft.",
        "Ben copied this from another activity.",
    ]


def test_copy_pressed_twice(editor: Client, entry: Activity) -> None:
    token = new_token()
    first, second = (post(editor, "copy", entry, token) for _press in range(2))

    assert first.redirect_chain == second.redirect_chain
    assert Activity.objects.count() == 2


def test_nobody_is_asked_again(ben: User, entry: Activity) -> None:
    def needs() -> dict[int, object]:
        return {one.pk: getattr(one, "need", None) for one in entries_of(ben)}

    assert needs() == {entry.pk: 4}
    new = copy_for_next_season(entry, ben).activity
    assert needs() == {entry.pk: None, new.pk: 5}


def test_discard_a_new_draft(editor: Client, ben: User, entry: Activity) -> None:
    draft = entry.published_version.new_draft(ben)
    response = post(editor, "discard", entry)

    assert response.redirect_chain[-1][0] == reverse("workspace:home")
    assert "The draft is thrown away." in response.content.decode()
    assert entry.versions.get().number == 1
    newest, started = history(entry, for_moderator=False)[:2]
    assert newest.text == "Ben threw away the draft of version 2."
    assert started.text == "Ben started version 2 from version 1."
    before = Event.objects.get(verb="discard").before
    assert before == {"version": draft.pk, "number": 2, "revision": 1}


def test_discard_an_entry_that_was_nothing_else(
    editor: Client, kotikulma: Organisation
) -> None:
    unseen = factories.activity(published=False)
    token = new_token()
    for _press in range(2):
        response = post(editor, "discard", unseen, token)

        assert response.redirect_chain[-1][0] == reverse("workspace:home")
    assert not Activity.objects.exists()
    assert Event.objects.filter(verb="discard-entry").count() == 1


def test_without_a_draft_nothing_is_thrown_away(
    editor: Client, entry: Activity
) -> None:
    page = post(editor, "discard", entry).content.decode()

    assert "Somebody changed this meanwhile." in page
    assert Version.objects.count() == 1


def test_what_moderators_have_read_is_kept(ben: User, entry: Activity) -> None:
    draft = entry.published_version.new_draft(ben)
    draft.submit(ben)
    draft.take_back(ben)

    with pytest.raises(StateChanged):
        discard(draft, ben)
    assert Version.objects.count() == 2


def test_what_somebody_saved_meanwhile_is_kept(
    ada: User, ben: User, entry: Activity
) -> None:
    draft = entry.published_version.new_draft(ben)
    other = Version.objects.get(pk=draft.pk)
    other.save_draft(ada, other.revision, {"title_fi": "Uusi nimi"})

    with pytest.raises(StateChanged):
        discard(draft, ben)
    assert Version.objects.count() == 2


def test_copies_in_one_day_are_copies(ben: User, entry: Activity) -> None:
    pages = {copy_for_next_season(entry, ben).activity_id for _time in range(2)}

    assert len(pages) == 2
    assert (
        Activity.objects.filter(created_at__date__gte=dt.date(2000, 1, 1)).count() == 3
    )
