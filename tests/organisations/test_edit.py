"""Owners change the details of their organisation."""

from typing import Any

import pytest
from django.forms import model_to_dict
from django.test import Client

from accounts.models import User
from events.models import Event
from organisations.models import Organisation
from tests import factories
from tests.organisations.asking import (
    address,
    errors,
    get,
    html,
    needs_sign_in,
    post,
    refuses_strangers,
)

pytestmark = pytest.mark.django_db
COLUMNS = ("name_fi", "name_sv", "name_en", "kind", "business_id", "email", "phone")


@pytest.fixture
def signed_in(client: Client, ada: User) -> User:
    client.force_login(ada)
    return ada


def filled(organisation: Organisation, **changes: str) -> dict[str, Any]:
    """The form as it is shown, with some fields typed over."""
    values = model_to_dict(organisation, fields=COLUMNS)
    shown = {name: value or "" for name, value in values.items()}
    return {**shown, "home_municipality": "Helsinki", **changes}


@pytest.mark.usefixtures("signed_in")
def test_works(client: Client, kotikulma: Organisation) -> None:
    page = html(get(client, "edit", kotikulma.pk))

    assert 'value="Kotikulma ry"' in page
    assert 'value="Helsinki"' in page


@pytest.mark.usefixtures("signed_in")
def test_saves_at_once_and_logs_names_only(
    client: Client, kotikulma: Organisation, ada: User
) -> None:
    factories.town("049")
    changes = {
        "name_sv": "Hemknuten rf",
        "home_municipality": "Esbo",
        "phone": "040 765",
    }
    response = post(client, "edit", kotikulma.pk, **filled(kotikulma, **changes))

    assert response.url == address("members", kotikulma.pk)
    kotikulma.refresh_from_db()
    assert (kotikulma.name_sv, kotikulma.phone) == ("Hemknuten rf", "040 765")
    assert kotikulma.home_municipality.code == "049"
    contacts, others = Event.objects.about(kotikulma)
    assert (contacts.verb, contacts.actor) == ("change-contacts", ada)
    assert contacts.after == {"changed": ["phone"]}
    assert others.verb == "change-organisation"
    assert others.after == {"changed": ["home_municipality", "name_sv"]}


@pytest.mark.usefixtures("signed_in")
def test_nothing_changed_leaves_no_event(
    client: Client, kotikulma: Organisation
) -> None:
    post(client, "edit", kotikulma.pk, **filled(kotikulma))

    assert not Event.objects.about(kotikulma).exists()


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_fi", ""),
        ("business_id", "1"),
        ("home_municipality", "?"),
        ("website", "not an address"),
    ],
)
def test_bad_input(
    client: Client, kotikulma: Organisation, field: str, value: str
) -> None:
    data = filled(kotikulma, phone="040 765", **{field: value})
    response = post(client, "edit", kotikulma.pk, **data)

    assert field in errors(response)
    assert "040 765" in html(response)
    assert not Organisation.objects.filter(phone="040 765").exists()


@pytest.mark.usefixtures("signed_in")
def test_the_business_id_of_another(client: Client, kotikulma: Organisation) -> None:
    factories.organisation("Toinen ry", business_id="0112038-9")
    data = filled(kotikulma, business_id="0112038-9")

    assert "business_id" in errors(post(client, "edit", kotikulma.pk, **data))


@pytest.mark.usefixtures("signed_in")
def test_another_owner_saves_meanwhile(client: Client, kotikulma: Organisation) -> None:
    """Both texts are shown; saving again is a choice made knowingly."""
    stamp = get(client, "edit", kotikulma.pk).context["form"].now
    Organisation.objects.update(phone="09 111", kind="foundation")
    data = filled(kotikulma, phone="09 222", stamp=stamp)
    response = post(client, "edit", kotikulma.pk, **data)

    assert "Somebody else changed" in errors(response)["__all__"][0]
    page = html(response)
    for shown in ("09 111", "09 222", "<dd>Foundation</dd>"):
        assert shown in page
    assert Organisation.objects.get().phone == "09 111"

    data["stamp"] = response.context["form"].data["stamp"]
    assert post(client, "edit", kotikulma.pk, **data).status_code == 302
    assert Organisation.objects.get().phone == "09 222"


@pytest.mark.usefixtures("signed_in")
def test_another_owner_saves_the_same(client: Client, kotikulma: Organisation) -> None:
    stamp = get(client, "edit", kotikulma.pk).context["form"].now
    Organisation.objects.update(phone="09 111")
    data = filled(kotikulma, phone="09 111", stamp=stamp)

    assert post(client, "edit", kotikulma.pk, **data).status_code == 302


def test_read_only(client: Client, kotikulma: Organisation, ben: User) -> None:
    client.force_login(ben)
    assert get(client, "edit", kotikulma.pk).status_code == 403
    assert post(client, "edit", kotikulma.pk, name_fi="X").status_code == 403


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("state", ["suspended", "rejected"])
def test_closed_says_why(client: Client, kotikulma: Organisation, state: str) -> None:
    Organisation.objects.update(state=state, state_reason="Selvitämme <asiaa>.")

    for response in (get(client, "edit", kotikulma.pk), post(client, "edit", 1)):
        assert response.status_code in {403, 404}
    page = get(client, "edit", kotikulma.pk).content.decode()
    assert "Selvitämme &lt;asiaa&gt;." in page


def test_stranger(client: Client, kotikulma: Organisation, cleo: User) -> None:
    refuses_strangers(client, cleo, "edit", kotikulma.pk)


@pytest.mark.usefixtures("signed_in")
def test_bad_id(client: Client) -> None:
    assert get(client, "edit", 99_999).status_code == 404


def test_anonymous(client: Client, kotikulma: Organisation) -> None:
    needs_sign_in(client, "edit", kotikulma.pk)


@pytest.mark.usefixtures("signed_in")
def test_wrong_method(client: Client, kotikulma: Organisation) -> None:
    assert client.put(address("edit", kotikulma.pk)).status_code == 405
