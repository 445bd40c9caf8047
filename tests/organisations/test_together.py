"""Two people act at the same moment: an organisation always keeps an owner."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection

from accounts.models import User
from events.transitions import StateChanged
from organisations.models import Invitation, JoinRequest, LastOwner, Membership
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]
REFUSALS = (LastOwner, PermissionDenied, StateChanged, ValidationError, IntegrityError)
Together = Callable[..., list[str]]


@pytest.fixture
def together() -> Together:
    """Runs acts at once, each in a thread; gives "done" or what refused each."""

    def run_all(*acts: Act) -> list[str]:
        barrier = Barrier(len(acts))
        with ThreadPoolExecutor(len(acts)) as pool:
            return sorted(pool.map(lambda act: _outcome(act, barrier), acts))

    return run_all


def _outcome(act: Act, barrier: Barrier) -> str:
    try:
        # Connected before the race begins.
        User.objects.exists()
        barrier.wait(timeout=20)
        act()
    except REFUSALS as refusal:
        return type(refusal).__name__
    else:
        return "done"
    finally:
        connection.close()


@pytest.fixture
def owners(ada: User, ben: User) -> tuple[Membership, Membership]:
    """Ada's and Ben's: now Ben owns it too."""
    ben.memberships.get().change_role(ada, "owner")
    return ada.memberships.get(), ben.memberships.get()


def owning() -> int:
    return Membership.objects.owners().count()


def test_two_owners_remove_each_other(
    together: Together, owners: tuple[Membership, Membership]
) -> None:
    one, other = owners
    outcome = together(lambda: one.remove(other.user), lambda: other.remove(one.user))

    assert outcome == ["PermissionDenied", "done"]
    assert owning() == 1


def test_two_owners_leave(
    together: Together, owners: tuple[Membership, Membership]
) -> None:
    one, other = owners
    outcome = together(lambda: one.remove(one.user), lambda: other.remove(other.user))

    assert outcome == ["LastOwner", "done"]
    assert owning() == 1


def test_one_leaves_while_the_other_steps_down(
    together: Together, owners: tuple[Membership, Membership]
) -> None:
    one, other = owners
    outcome = together(
        lambda: one.remove(one.user), lambda: other.change_role(other.user, "editor")
    )

    assert outcome == ["LastOwner", "done"]
    assert owning() == 1


def test_a_request_is_decided_once(
    together: Together, owners: tuple[Membership, Membership]
) -> None:
    one, other = owners
    asked = JoinRequest(user=factories.person("Dia"), organisation=one.organisation)
    asked.ask()
    same = JoinRequest.objects.get()
    outcome = together(lambda: asked.accept(one.user), lambda: same.decline(other.user))

    assert outcome == ["StateChanged", "done"]


def test_an_invitation_is_accepted_once(together: Together, ada: User) -> None:
    organisation = ada.memberships.get().organisation
    dia = factories.person("Dia")
    Invitation(organisation=organisation, email=dia.email, invited_by=ada).send()
    one, same = Invitation.objects.get(), Invitation.objects.get()
    outcome = together(lambda: one.accept(dia), lambda: same.accept(dia))

    assert outcome == ["StateChanged", "done"]
    assert dia.memberships.count() == 1


def test_one_asks_twice(together: Together, ada: User) -> None:
    organisation = ada.memberships.get().organisation
    dia = factories.person("Dia")

    def ask() -> None:
        JoinRequest(user=dia, organisation=organisation).ask()

    outcome = together(ask, ask)

    assert outcome in (["IntegrityError", "done"], ["ValidationError", "done"])
    assert JoinRequest.objects.open().count() == 1


def test_two_invite_the_same_address(
    together: Together, owners: tuple[Membership, Membership]
) -> None:
    def invitation(by: Membership) -> Act:
        one = Invitation(
            organisation=by.organisation, email="d@example.org", invited_by=by.user
        )
        return one.send

    assert together(*map(invitation, owners)) == ["done", "done"]
    assert Invitation.objects.open().count() == 1
