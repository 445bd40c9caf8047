"""A merged municipality or term: entries, organisations and searches follow it."""

import pytest
from django.test import Client

from activities.merged import follow_successors
from activities.models import Theme
from organisations.reference import load
from regions.models import Municipality
from tests import factories
from tests.search.asking import ask

pytestmark = pytest.mark.django_db


def merge_espoo_into_helsinki() -> Municipality:
    espoo, helsinki = factories.town("049"), factories.town("091")
    espoo.active, espoo.replaced_by = False, helsinki
    espoo.save()
    return helsinki


def test_an_entry_is_found_in_the_new_municipality() -> None:
    entry = factories.activity(terms={"municipalities": ["049"]})
    merge_espoo_into_helsinki()
    assert follow_successors() == 1
    for code in ("049", "091"):
        hits = ask(f"municipality={code}").hits(0, 9)
        assert [hit.pk for hit in hits] == [entry.pk]


def test_following_again_moves_nothing() -> None:
    factories.activity(terms={"municipalities": ["049", "091"]})
    merge_espoo_into_helsinki()
    assert follow_successors() == 1
    assert follow_successors() == 0


def test_the_old_address_leads_to_the_new_municipality(client: Client) -> None:
    factories.activity(terms={"municipalities": ["049"]})
    merge_espoo_into_helsinki()
    follow_successors()
    answer = client.get("/fi/kunnat/espoo/")
    assert answer.status_code == 302
    assert answer["Location"] == "/fi/kunnat/helsinki/"


def test_a_merged_theme_takes_its_entries_along() -> None:
    entry = factories.activity(terms={"themes": ["sport"]})
    sport, health = factories.theme("sport"), factories.theme("health")
    Theme.objects.filter(pk=sport.pk).update(active=False, replaced_by=health)
    follow_successors()
    assert entry.public_version is not None
    assert list(entry.public_version.themes.all()) == [health]


def test_an_organisation_moves_with_its_municipality() -> None:
    espoo = factories.town("049")
    found = factories.organisation("Rantapuisto ry", home_municipality=espoo)
    helsinki = merge_espoo_into_helsinki()
    said: list[str] = []
    load(said.append)
    found.refresh_from_db()
    assert found.home_municipality == helsinki
    assert said == ["organisations.Organisation: 1 moved with their municipality"]
