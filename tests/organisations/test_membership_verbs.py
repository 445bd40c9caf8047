"""Roles change, people go, and an organisation always has an owner."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from events.models import Event
from events.transitions import StateChanged
from organisations.models import LastOwner, Membership, Organisation
from tests import factories
from tests.organisations.asking import mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(ada: User) -> Membership:
    return ada.memberships.get()


@pytest.fixture
def editor(ben: User) -> Membership:
    return ben.memberships.get()


def verbs(organisation: Organisation) -> list[str]:
    return [event.verb for event in Event.objects.about(organisation)]


def test_admitting_twice_is_one_membership(kotikulma: Organisation, ada: User) -> None:
    dia = factories.person("Dia")
    for _time in range(2):
        kotikulma.memberships.admit(kotikulma, dia, "editor", by=ada)

    assert dia.memberships.get().role == "editor"
    assert verbs(kotikulma) == ["join"]


def test_admitting_raises_a_role_and_never_lowers_it(
    kotikulma: Organisation, owner: Membership, editor: Membership
) -> None:
    for membership, role in ((owner, "editor"), (editor, "owner")):
        kotikulma.memberships.admit(kotikulma, membership.user, role, by=owner.user)

    assert {one.role for one in kotikulma.memberships.all()} == {"owner"}
    assert verbs(kotikulma) == ["change-role"]


def test_changing_a_role(
    kotikulma: Organisation, owner: Membership, editor: Membership
) -> None:
    editor.change_role(owner.user, "owner")

    (event,) = Event.objects.about(kotikulma)
    assert event.before == {"user": editor.user_id, "role": "editor"}
    assert event.after == {"user": editor.user_id, "role": "owner"}
    owner.change_role(owner.user, "editor")
    assert not owner.is_owner
    assert not mails(owner.user)


def test_to_the_same_role_nothing_happens(
    kotikulma: Organisation, owner: Membership, editor: Membership
) -> None:
    editor.change_role(owner.user, "editor")

    assert not verbs(kotikulma)
    assert not mails(editor.user)


def test_the_last_owner_stays(owner: Membership, editor: Membership) -> None:
    with pytest.raises(LastOwner):
        owner.remove(owner.user)
    with pytest.raises(LastOwner):
        owner.remove(owner.user, successor=owner)
    with pytest.raises(LastOwner):
        owner.change_role(owner.user, "editor")
    assert owner.is_last_owner
    assert not Event.objects.exists()


def test_an_owner_who_cannot_sign_in_is_none(
    owner: Membership, editor: Membership
) -> None:
    editor.change_role(owner.user, "owner")
    User.objects.filter(pk=editor.user_id).update(is_active=False)

    with pytest.raises(LastOwner):
        owner.remove(owner.user)


def test_a_successor_takes_over_in_one_go(
    kotikulma: Organisation, owner: Membership, editor: Membership
) -> None:
    owner.remove(owner.user, successor=editor)

    assert kotikulma.memberships.get().role == "owner"
    assert verbs(kotikulma) == ["leave", "change-role"]
    assert [mail.name for mail in mails(editor.user)] == ["organisation_role"]


def test_a_successor_from_elsewhere_is_none(owner: Membership, cleo: User) -> None:
    with pytest.raises(LastOwner):
        owner.remove(owner.user, successor=cleo.memberships.get())


def test_removing_is_told_and_logged_by_id(
    kotikulma: Organisation, owner: Membership, editor: Membership
) -> None:
    editor.remove(owner.user)

    (event,) = Event.objects.about(kotikulma)
    assert (event.verb, event.actor) == ("remove-member", owner.user)
    assert event.before == {"user": editor.user_id, "role": "editor"}
    assert [mail.name for mail in mails(editor.user)] == ["organisation_removed"]


def test_removing_twice(owner: Membership, editor: Membership) -> None:
    same = Membership.objects.get(pk=editor.pk)
    editor.remove(owner.user)

    with pytest.raises(StateChanged):
        same.remove(owner.user)
    with pytest.raises(StateChanged):
        same.change_role(owner.user, "owner")


def test_only_owners_act_on_others(
    owner: Membership, editor: Membership, cleo: User, mona: User
) -> None:
    for by in (editor.user, cleo, mona):
        with pytest.raises(PermissionDenied):
            owner.remove(by)
    with pytest.raises(PermissionDenied):
        editor.change_role(editor.user, "owner")


def test_an_owner_of_a_moment_ago_is_none(
    owner: Membership, editor: Membership
) -> None:
    """Ada removes Ben, who was about to remove a third."""
    editor.change_role(owner.user, "owner")
    third = Membership.objects.create(
        user=factories.person("Dia"), organisation=owner.organisation
    )
    editor.remove(owner.user)

    with pytest.raises(PermissionDenied):
        third.remove(editor.user)
