"""Where: places by the names that people type; what does not agree is asked about."""

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from regions.models import Postcode
from tests import factories
from tests.workspace.entering import address, draft_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(client: Client, ben: User) -> Activity:
    client.force_login(ben)
    Postcode.objects.create(code="00100", municipality=factories.town("091"))
    return factories.activity("Kerho", published=False, terms={"municipalities": []})


def towns(entry: Activity) -> set[str]:
    return {town.code for town in draft_of(entry).municipalities.all()}


@pytest.mark.parametrize("typed", ["Espoo", "esbo", " ESPOO ,"])
def test_a_municipality_by_its_name(
    client: Client, entry: Activity, typed: str
) -> None:
    factories.town("049")
    assert save(client, entry, "where", place=typed).status_code == 302
    assert towns(entry) == {"049"}


def test_several_and_one_taken_away(client: Client, entry: Activity) -> None:
    factories.town("049"), factories.town("092")
    save(client, entry, "where", place="Espoo, Vantaa")
    assert towns(entry) == {"049", "092"}
    left = [str(factories.town("092").pk)]
    save(client, entry, "where", municipalities=left)
    assert towns(entry) == {"092"}


def test_bad_input(client: Client, entry: Activity) -> None:
    page = save(client, entry, "where", place="Atlantis", address="Rantatie 1")
    assert [problem.anchor for problem in page.context["problems"]] == ["id_place"]
    assert 'value="Atlantis"' in page.text
    assert draft_of(entry).address == "Rantatie 1"


def test_the_postcode_says_the_municipality(client: Client, entry: Activity) -> None:
    save(client, entry, "where", postcode="00100", on_site="on")
    assert towns(entry) == {"091"}


def test_a_postcode_elsewhere_is_asked_about_once(
    client: Client, entry: Activity
) -> None:
    factories.town("049")
    page = save(client, entry, "where", postcode="00100", place="Espoo")
    assert page.status_code == 200
    (doubt,) = page.context["doubts"]
    with override("en"):
        assert "00100" in doubt
        assert "Helsinki" in doubt
        assert "Espoo" in doubt
    assert (draft_of(entry).postcode, towns(entry)) == ("00100", {"049"})
    again = save(client, entry, "where", **{"known-doubt": doubt})
    assert again.status_code == 302
    assert "00100" in client.get(address(entry, "where")).context["doubts"][0]


def test_an_unknown_postcode_is_kept_and_asked_about(
    client: Client, entry: Activity
) -> None:
    page = save(client, entry, "where", postcode="99999")
    assert "99999" in page.context["doubts"][0]
    assert draft_of(entry).postcode == "99999"


def test_letters_are_no_postcode(client: Client, entry: Activity) -> None:
    page = save(client, entry, "where", postcode="0010x")
    assert [problem.anchor for problem in page.context["problems"]] == ["id_postcode"]


def test_online_and_everywhere(client: Client, entry: Activity) -> None:
    save(client, entry, "where", online="on", nationwide="on", online_url="meet.fi/x")
    draft = draft_of(entry)
    assert (draft.online, draft.nationwide) == (True, True)
    assert draft.online_url == "https://meet.fi/x"
