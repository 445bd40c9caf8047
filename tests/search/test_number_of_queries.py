"""As many queries for 13 rows as for 3, on each page that lists entries."""

import pytest
from django.test import Client

from activities.models import Activity
from tests import factories
from tests.guards import same_queries

pytestmark = pytest.mark.django_db


def add(count: int) -> None:
    """Entries that differ in all that a card and a facet show."""
    for n in range(count):
        name = f"{count}-{n}"
        factories.activity(
            f"Kerho {name}",
            organisation=factories.organisation(f"Seura {name} ry"),
            terms={
                "languages": ["fi", f"l{name}"],
                "interpreted_languages": [f"i{name}"],
                "themes": [f"theme-{name}"],
                "formats": [f"format-{name}"],
                "target_groups": [f"group-{name}"],
                "municipalities": ["049", "091"],
            },
            schedules=[
                factories.weekly("mo", "tu"),
                factories.on_dates(factories.day(9)),
            ],
        )


@pytest.mark.parametrize(
    "path",
    [
        "/en/activities/",
        "/en/activities/?q=kerho",
        "/en/activities/?municipality=049&sort=date",
        "/en/activities/?sort=near&near=049&day=mo",
        "/en/activities/?q=nothinglikeit",
        "/en/activities/filter/theme/",
        "/en/activities/filter/language/",
        "/en/activities/filter/organisation/",
        "/en/municipalities/espoo/",
        "/en/regions/uusimaa/",
    ],
)
def test_lists(client: Client, path: str) -> None:
    same_queries(lambda: client.get(path), add)


def test_shortlist(client: Client) -> None:
    def show() -> None:
        ids = Activity.objects.values_list("pk", flat=True)
        client.get("/en/shortlist/", {"id": list(ids)})

    same_queries(show, add)
