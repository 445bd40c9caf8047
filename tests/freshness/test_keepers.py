"""Somebody is always told: the author, the owners, the members, or the moderators."""

import pytest

from accounts.models import User
from activities.models import Activity
from freshness.keepers import hand_over
from tests.freshness.conftest import Days, join, remind

pytestmark = pytest.mark.django_db


def test_author_comes_before_owners(entry: Activity, ada: User, ben: User) -> None:
    version = entry.published_version
    version.author = ben
    version.save()

    assert [one.user for one in remind()] == [ben]


def test_author_who_left_is_not_asked(entry: Activity, ada: User, cleo: User) -> None:
    version = entry.published_version
    version.author = cleo
    version.save()

    assert [one.user for one in remind()] == [ada]


def test_members_come_after_owners(entry: Activity, ada: User, ben: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert [one.user for one in remind()] == [ben]


def test_reminders_that_were_handed_over(entry: Activity, ada: User, ben: User) -> None:
    hand_over(entry.organisation, ada, ben)

    assert [one.user for one in remind()] == [ben]


def test_new_keeper_hears_of_what_is_urgent(
    go_to: Days, entry: Activity, ada: User, ben: User
) -> None:
    remind()
    hand_over(entry.organisation, ada, ben)
    go_to(1)

    assert [one.user for one in remind()] == [ben]


def test_moderators_hear_of_entries_with_nobody(
    go_to: Days, entry: Activity, ada: User, mona: User, nils: User
) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    told = []
    for offset in (0, 31, 61, 62):
        go_to(offset)
        told += [(offset, one.name, str(one.user)) for one in remind()]

    assert told == [(31, "hidden_in_area", "Mona"), (61, "hidden_in_area", "Mona")]


def test_administrators_hear_where_nobody_moderates(
    go_to: Days, entry: Activity, root: User
) -> None:
    go_to(61)

    assert "Root" in {str(one.user) for one in remind()}


def test_moderator_who_is_a_member_hears_both(
    go_to: Days, entry: Activity, ada: User, mona: User
) -> None:
    join(mona, entry.organisation, "owner")
    go_to(61)

    names = sorted((one.name, str(one.user)) for one in remind())
    assert names == [("hidden_in_area", "Mona"), ("remind", "Ada"), ("remind", "Mona")]
