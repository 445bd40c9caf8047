"""An organisation: its state, its members and what must be true of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from accounts.models import User
from events.models import Event
from events.transitions import StateChanged
from organisations.models import Membership, Organisation
from tests import factories

pytestmark = pytest.mark.django_db
State = Organisation.State
VERBS = {
    "approve": (State.PENDING, State.APPROVED, ""),
    "reject": (State.PENDING, State.REJECTED, "Ei ole järjestö."),
    "suspend": (State.APPROVED, State.SUSPENDED, "Selvitämme asiaa."),
    "reinstate": (State.SUSPENDED, State.APPROVED, ""),
}


def call(organisation: Organisation, verb: str, by: User) -> None:
    reason = VERBS[verb][2]
    getattr(organisation, verb)(by, *([reason] if reason else []))


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_leads_from_one_state_to_another(verb: str, mona: User) -> None:
    source, target, reason = VERBS[verb]
    one = factories.organisation(state=source)
    call(one, verb, by=mona)

    stored = Organisation.objects.get(pk=one.pk)
    assert (stored.state, stored.state_reason) == (target, reason)
    assert stored.is_approved is (target == State.APPROVED)
    (event,) = Event.objects.about(one)
    assert (event.verb, event.actor) == (verb, mona)
    assert (event.before["state"], event.after["state"]) == (source, target)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", State.values)
def test_no_verb_works_from_another_state(state: str, verb: str, mona: User) -> None:
    if state == VERBS[verb][0]:
        return
    one = factories.organisation(state=state)

    with pytest.raises(StateChanged):
        call(one, verb, by=mona)
    assert Organisation.objects.get(pk=one.pk).state == state
    assert not Event.objects.about(one).exists()


def test_reinstating_forgets_the_reason(mona: User) -> None:
    one = factories.organisation()
    one.suspend(mona, "Selvitämme asiaa.")
    one.reinstate(mona)

    assert Organisation.objects.get(pk=one.pk).state_reason == ""


def test_words_for_the_states() -> None:
    by_state = {
        state: factories.organisation(f"{state} ry", state=state)
        for state in State.values
    }

    assert list(Organisation.objects.approved()) == [by_state["approved"]]
    assert list(Organisation.objects.awaiting_review()) == [by_state["pending"]]


def test_members_may_edit_their_own(ada: User, ben: User, cleo: User) -> None:
    def names(user: User) -> list[str]:
        return [str(one) for one in Organisation.objects.editable_by(user)]

    assert names(ada) == names(ben) == ["Kotikulma ry"]
    assert names(cleo) == ["Naapuriapu ry"]


def test_nobody_else_may(kotikulma: Organisation, mona: User, root: User) -> None:
    assert not Organisation.objects.editable_by(mona).exists()
    assert not Organisation.objects.editable_by(root).exists()


def test_a_person_is_a_member_once(ada: User, kotikulma: Organisation) -> None:
    again = Membership(user=ada, organisation=kotikulma)

    with override("en"):
        with pytest.raises(ValidationError) as raised:
            again.full_clean()
        assert raised.value.messages == [
            "This person is already a member of the organisation."
        ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.bulk_create([again])


def test_a_membership_says_who_is_what_where(ada: User) -> None:
    assert str(ada.memberships.get()) == "Ada (owner): Kotikulma ry"


def test_one_organisation_for_a_business_id() -> None:
    first = factories.organisation(business_id="0112038-9")
    second = factories.organisation("Naapuriapu ry")
    second.business_id = first.business_id

    with override("en"):
        with pytest.raises(ValidationError) as raised:
            second.full_clean()
        assert raised.value.messages == [
            "An organisation with this Business ID is already on Kotopolku. "
            "Ask to join it."
        ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.bulk_update([second], ["business_id"])


def test_many_have_no_business_id() -> None:
    for name in ("Kotikulma ry", "Naapuriapu ry"):
        factories.organisation(name).full_clean()
    assert Organisation.objects.filter(business_id="").count() == 2


def test_a_wrong_business_id_is_refused() -> None:
    one = factories.organisation()
    one.business_id = "0112038-8"

    with pytest.raises(ValidationError) as raised:
        one.full_clean()
    assert set(raised.value.message_dict) == {"business_id"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_name_in_one_language_is_enough(language: str) -> None:
    one = Organisation(
        kind="association",
        home_municipality=factories.town("049"),
        name_sv="Grannhjälp",
    )
    one.full_clean()
    one.save()

    with override(language):
        assert str(one) == "Grannhjälp"
        assert one.slug == "grannhjalp"


def test_without_a_name_it_is_refused() -> None:
    one = Organisation(kind="association", home_municipality=factories.town("049"))

    with pytest.raises(ValidationError) as raised:
        one.full_clean()
    assert any(field.startswith("name") for field in raised.value.message_dict)


def test_the_address_follows_the_language() -> None:
    one = factories.organisation("Naapuriapu ry", name_sv="Grannhjälp rf")

    with override("fi"):
        finnish = f"/fi/jarjestot/{one.pk}-naapuriapu-ry/"
        assert one.get_absolute_url() == finnish
    with override("sv"):
        swedish = f"/sv/organisationer/{one.pk}-grannhjalp-rf/"
        assert one.get_absolute_url() == swedish


def test_a_name_that_no_address_can_be_made_of() -> None:
    one = factories.organisation("الجمعية")

    assert one.slug == "-"
    assert one.get_absolute_url().endswith(f"/{one.pk}--/")
