"""People of an organisation are told what is decided about it, in their language."""

import pytest
from django.utils.translation import override

from accounts.models import User
from organisations.models import Invitation, Organisation
from tests import factories
from tests.organisations.asking import mails

pytestmark = pytest.mark.django_db
VERBS = {
    "approve": ("pending", "organisation_approved"),
    "reject": ("pending", "organisation_rejected"),
    "suspend": ("approved", "organisation_suspended"),
    "reinstate": ("suspended", "organisation_reinstated"),
}


@pytest.mark.usefixtures("cleo")
@pytest.mark.parametrize("verb", VERBS)
def test_all_members_are_told(
    kotikulma: Organisation, ada: User, ben: User, mona: User, verb: str
) -> None:
    state, name = VERBS[verb]
    Organisation.objects.update(state=state, name_sv="Hemknuten rf")
    User.objects.filter(pk=ben.pk).update(language="sv")
    gone = factories.person("Gone", is_active=False)
    kotikulma.memberships.create(user=gone, role="owner")
    kotikulma.refresh_from_db()
    reason = ["Tarkistamme yhteystiedot."] if verb in {"reject", "suspend"} else []
    getattr(kotikulma, verb)(mona, *reason)

    ((to_ada,), (to_ben,)) = mails(ada), mails(ben)
    assert (to_ada.name, to_ben.name) == (name, name)
    assert (to_ada.language, to_ben.language) == ("fi", "sv")
    assert "Kotikulma ry" in to_ada.subject
    assert "Hemknuten rf" in to_ben.subject
    assert all(text in to_ada.text for text in reason)
    assert not mails("cleo@example.org")
    assert not mails(gone)


def test_rejecting_closes_what_is_open(
    kotikulma: Organisation, ada: User, mona: User
) -> None:
    Invitation(organisation=kotikulma, email="d@example.org", invited_by=ada).send()
    Organisation.objects.update(state="pending")
    kotikulma.refresh_from_db()
    kotikulma.reject(mona, "Ei ole järjestö.")

    assert not Invitation.objects.open().exists()


def test_paths_are_in_the_language_of_the_reader(
    kotikulma: Organisation, ada: User, mona: User
) -> None:
    User.objects.filter(pk=ada.pk).update(language="sv")
    with override("en"):
        kotikulma.suspend(mona, "Syy")

    (mail,) = mails(ada)
    assert "http://localhost:8000/sv/" in mail.text
