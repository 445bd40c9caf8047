"""Links made before a place or term was renamed, merged or retired."""

import pytest
from django.test import Client

from activities.merged import follow_successors
from activities.models import Activity
from regions.named import Named
from search.answering import origin_of
from tests import factories
from tests.search.asking import ask, counts, found, read

pytestmark = pytest.mark.django_db


def merge(old: Named, into: Named) -> None:
    old.active, old.replaced_by = False, into
    old.save()
    follow_successors()


@pytest.fixture(autouse=True)
def _entries(db: None) -> None:
    factories.activity("Sports in Vantaa", terms={"municipalities": ["092"]})
    factories.activity("Sports in Espoo", terms={"municipalities": ["049"]})
    for entry, theme in zip(ask().hits(0, 2), ("ball-games", "sport"), strict=True):
        version = Activity.objects.get(pk=entry.pk).public_version
        assert version is not None
        version.themes.set([factories.theme(theme)])


def test_merged_municipality_leads_to_its_successor(client: Client) -> None:
    merge(factories.town("092"), factories.town("049"))

    assert read("municipality=092").values("municipality") == ("049",)
    assert len(found("municipality=092")) == len(found("municipality=049")) == 2
    assert read("municipality=092&municipality=049").values("municipality") == ("049",)
    assert not read("municipality=092").ignored
    assert counts("", "municipality") == {"049": 2}
    assert client.get("/en/municipalities/vantaa/")["Location"] == (
        "/en/municipalities/espoo/"
    )


def test_near_a_merged_municipality() -> None:
    merge(factories.town("092"), factories.town("049"))

    espoo = factories.town("049")
    seat = (espoo.seat_latitude, espoo.seat_longitude)
    assert origin_of(read("sort=near&near=092")) == seat


def test_merged_term_leads_to_its_successor(client: Client) -> None:
    merge(factories.theme("ball-games"), factories.theme("sport"))

    assert len(found("theme=ball-games")) == 2
    assert counts("", "theme") == {"sport": 2}
    assert client.get("/en/themes/ball-games/")["Location"] == "/en/themes/sport/"
    html = client.get("/en/activities/?theme=ball-games").content.decode()
    assert "Remove filter: Sport" in html
    assert "Remove filter: Ball-games" not in html


def test_merged_twice() -> None:
    merge(factories.theme("ball-games"), factories.theme("games"))
    merge(factories.theme("games"), factories.theme("sport"))

    assert len(found("theme=ball-games")) == 2


def test_renamed_term_keeps_its_code_and_its_former_address(client: Client) -> None:
    sport = factories.theme("sport")
    sport.name_en = "Moving together"
    sport.save()

    assert len(found("theme=sport")) == 1
    assert client.get("/en/themes/sport/")["Location"] == "/en/themes/moving-together/"
    assert client.get("/en/themes/moving-together/").status_code == 200


def test_retired_term_without_a_successor_still_finds_its_entries() -> None:
    sport = factories.theme("sport")
    sport.active = False
    sport.save()

    assert len(found("theme=sport")) == 1
    assert not read("theme=sport").ignored
