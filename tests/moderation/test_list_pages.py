"""`manage.py list_pages`: every address it prints is a page that its reader reaches."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from activities.models import Version
from organisations.models import Organisation
from tests import factories
from tests.site.addresses import NO_PAGES, REDIRECTS, addresses
from tests.site.test_roles import table
from tests.site.world import build

pytestmark = pytest.mark.django_db
# A code or key of allauth's own stands in them, or they only lead on.
ALLAUTHS = ("account_", "mfa_")
# Answers for scripts and calendars.
PARTS = {
    "search:suggestions",
    "search:training_facet",
    "organisations:alike",
    "activities:calendar",
    "activities:training_calendar",
    "search:organisation_by_number",
    "sitemap_section",
}


def printed(*languages: str) -> list[list[str]]:
    out = StringIO()
    call_command("list_pages", language=languages or None, stdout=out)
    return [line.split("\t") for line in out.getvalue().splitlines()]


@pytest.fixture
def everything(ada: User, ben: User, mona: User, root: User) -> None:
    build({"owner": ada, "editor": ben, "moderator": mona, "administrator": root})
    for version in Version.objects.all():
        version.target_groups.add(factories.target_group("women"))
    factories.organisation("Muu ry")


@pytest.mark.usefixtures("everything")
def test_each_is_a_page(settings: Settings) -> None:
    clients: dict[str, Client] = {"": Client()}

    for kind, who, url in printed("sv"):
        if who not in clients:
            clients[who] = Client()
            clients[who].force_login(User.objects.get(email=who))
        path = url.removeprefix(settings.SITE_URL)
        assert clients[who].get(path, follow=True).status_code == 200, kind


@pytest.mark.usefixtures("everything")
def test_no_kind_is_forgotten() -> None:
    """Every address that shows somebody a page, by the table of roles."""
    shown = {
        row.name
        for row in table()
        if row.method == "GET" and "200" in row.expected.values()
    }
    told = {kind.split()[0] for kind, _who, _url in printed("en")}
    told |= {"activities:detail"} if "entry" in told else set()
    pages = {address.name for address in addresses()} & shown

    missing = pages - told - NO_PAGES - REDIRECTS - PARTS
    assert {name for name in missing if not name.startswith(ALLAUTHS)} == {
        "moderation:invitation",
        "organisations:invitation",
    }


def test_three_languages(kotikulma: Organisation) -> None:
    paths = [url.split("/")[3] for _kind, _who, url in printed()]
    assert set(paths) == {"fi", "sv", "en"}
    assert len(paths) % 3 == 0


def test_empty_database(db: None) -> None:
    assert len(printed("fi")) > 20
