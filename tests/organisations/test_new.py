"""Enter a new organisation."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from events.models import Event
from events.receipts import new_token
from organisations.models import Organisation
from tests import factories
from tests.organisations.asking import (
    address,
    errors,
    get,
    html,
    mails,
    needs_sign_in,
    post,
)

pytestmark = pytest.mark.django_db
FILLED = {
    "name_fi": "Uusi alku ry",
    "kind": "association",
    "business_id": "0112038-9",
    "home_municipality": "Helsingfors",
    "email": "info@example.org",
    "website": "www.example.org",
    "description_sv": "Vi hjälper.",
}


@pytest.fixture
def dia(client: Client, db: None) -> User:
    """Has just signed up."""
    factories.town("091")
    user = factories.person("Dia", language="sv")
    client.force_login(user)
    return user


def entered() -> Organisation:
    return Organisation.objects.get(name_fi="Uusi alku ry")


@pytest.mark.usefixtures("dia")
def test_works(client: Client) -> None:
    page = html(get(client, "new"))

    assert page.count("<h1") == 1
    assert 'name="token"' in page
    assert address("alike") in page


def test_creates_a_pending_one_with_its_owner(client: Client, dia: User) -> None:
    response = post(client, "new", **FILLED)

    one = entered()
    assert response.url == address("members", one.pk)
    assert one.state == "pending"
    assert one.home_municipality.code == "091"
    assert (one.business_id, one.website) == ("0112038-9", "https://www.example.org")
    assert not one.name_sv
    assert one.description_sv == "Vi hjälper."
    member = one.memberships.get()
    assert (member.user, member.role) == (dia, "owner")
    assert [event.verb for event in Event.objects.about(one)] == ["join", "enter"]


@pytest.mark.usefixtures("dia")
def test_tells_the_moderators_of_the_home_area(
    client: Client, mona: User, nils: User
) -> None:
    post(client, "new", **FILLED)

    (mail,) = mails(mona)
    assert mail.name == "organisation_new"
    assert "Uusi alku ry" in mail.subject
    assert not mails(nils)


@pytest.mark.usefixtures("dia")
def test_a_name_in_one_language_is_enough(client: Client) -> None:
    post(client, "new", **FILLED | {"name_fi": "", "name_sv": "Ny start rf"})

    assert Organisation.objects.get().name_sv == "Ny start rf"


@pytest.mark.usefixtures("dia")
@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name_fi", "", "Write the name in at least one language."),
        ("business_id", "0112038-8", "The Business ID is not correct."),
        ("business_id", "12", "The Business ID is not correct."),
        ("home_municipality", "Atlantis", "We do not know this municipality."),
        ("home_municipality", "", "required"),
        ("kind", "", "required"),
        ("kind", "club", "valid choice"),
        ("email", "info", "valid email"),
        ("name_fi", "x" * 201, "at most 200"),
    ],
)
def test_bad_input(client: Client, field: str, value: str, told: str) -> None:
    response = post(client, "new", **FILLED | {field: value})

    assert told in " ".join(errors(response)[field])
    page = html(response)
    assert "Vi hjälper." in page
    assert f'href="#id_{field}"' in page
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("dia")
@pytest.mark.parametrize("typed", ["01120389", "0112038-9 ", "FI01120389"])
def test_a_business_id_is_tidied(client: Client, typed: str) -> None:
    post(client, "new", **FILLED | {"business_id": typed})

    assert entered().business_id == "0112038-9"


@pytest.mark.usefixtures("dia")
def test_a_known_business_id_leads_to_asking(client: Client) -> None:
    known = factories.organisation("Kotikulma ry", business_id="0112038-9")
    response = post(client, "new", **FILLED)

    assert "Ask to join it." in errors(response)["business_id"][0]
    assert address("join", known.pk) in html(response)
    assert not Organisation.objects.filter(name_fi="Uusi alku ry").exists()


@pytest.mark.usefixtures("dia")
def test_a_rejected_one_may_be_entered_again(client: Client) -> None:
    factories.organisation("Vanha ry", business_id="0112038-9", state="rejected")
    post(client, "new", **FILLED)

    assert entered().state == "pending"


@pytest.mark.usefixtures("dia")
def test_possible_duplicates_are_asked_about_once(client: Client) -> None:
    known = factories.organisation("Uusialku yhdistys")
    response = post(client, "new", **FILLED)

    page = html(response)
    assert address("join", known.pk) in page
    assert f'name="seen" value="{known.pk}"' in page
    assert "No, it is a new one" in page
    assert "Vi hjälper." in page
    assert Organisation.objects.count() == 1

    post(client, "new", **FILLED, seen=str(known.pk))
    assert entered().state == "pending"


@pytest.mark.usefixtures("dia")
def test_other_duplicates_are_asked_about_again(client: Client) -> None:
    known = factories.organisation("Uusialku yhdistys")

    assert "No, it is" in html(post(client, "new", **FILLED, seen=f"{known.pk + 1},x"))


@pytest.mark.usefixtures("dia")
def test_a_double_click_enters_one(client: Client) -> None:
    data = {**FILLED, "token": new_token()}
    first = post(client, "new", **data)
    again = post(client, "new", **data)

    assert first.url == again.url
    assert Organisation.objects.count() == 1


@pytest.mark.usefixtures("dia")
def test_somebody_enters_the_same_at_the_same_time(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(one: Organisation, by: User) -> None:
        raise ValidationError("An organisation with this Business ID is here.")

    monkeypatch.setattr(Organisation, "enter", taken)
    response = post(client, "new", **FILLED)

    assert errors(response)["__all__"] == [
        "An organisation with this Business ID is here."
    ]


def test_not_without_end(client: Client, dia: User) -> None:
    for number in range(5):
        one = factories.organisation(f"Kerho {number}", state="pending")
        one.memberships.admit(one, dia, "owner", by=dia)
    response = post(client, "new", **FILLED)

    assert "wait for approval" in errors(response)["__all__"][0]
    assert "wait for approval" in html(response)


def test_anonymous(client: Client, db: None) -> None:
    needs_sign_in(client, "new")


@pytest.mark.usefixtures("dia")
def test_wrong_method(client: Client) -> None:
    assert client.put(address("new")).status_code == 405


@pytest.mark.usefixtures("dia")
class TestAlike:
    """The piece of the page that shows possible duplicates while typing."""

    def ask(self, client: Client, **typed: str) -> Any:
        headers = {"HX-Request": "true"}
        return client.get(address("alike"), typed, headers=headers)

    def test_works(self, client: Client, kotikulma: Organisation) -> None:
        page = html(self.ask(client, name_fi="kotiku"))

        assert address("join", kotikulma.pk) in page
        assert "<h1" not in page

    @pytest.mark.usefixtures("kotikulma")
    @pytest.mark.parametrize("typed", ["", "k", "x" * 300, "\0", "zzzz"])
    def test_bad_input(self, client: Client, typed: str) -> None:
        assert "Kotikulma" not in html(self.ask(client, name_fi=typed))

    def test_opened_as_a_page(self, client: Client) -> None:
        assert get(client, "alike").url == address("new")

    def test_anonymous(self, client: Client) -> None:
        client.logout()
        assert get(client, "alike").status_code == 302

    def test_wrong_method(self, client: Client) -> None:
        assert post(client, "alike").status_code == 405
