"""Home, landing pages and organisations are kept as whole pages too."""

import datetime as dt
import gzip

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from activities import documents
from activities.models import Activity, Theme
from activities.recurrence import HELSINKI
from tests import factories
from tests.factories import weekly
from tests.search.kept import SUNDAY, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_entries")]

OTHERS = {
    "home": "/en/",
    "all themes": "/en/themes/",
    "theme": "/en/themes/law/",
    "region": "/en/regions/uusimaa/",
    "municipality": "/en/municipalities/helsinki/",
    "language": "/en/languages/ar/",
    "organisations": "/en/organisations/",
    "options": "/en/activities/filter/theme/",
}
other = pytest.mark.parametrize("path", OTHERS.values(), ids=OTHERS)


@other
def test_other_pages_for_everyone(client: Client, path: str) -> None:
    first = get(client, path)
    zipped = get(client, path, accept_encoding="gzip")

    assert first["Cache-Control"] == "no-cache"
    assert not first.cookies
    assert "Cookie" not in first["Vary"]
    assert gzip.decompress(zipped.content) == first.content
    assert get(client, path, if_none_match=first["ETag"]).status_code == 304


@other
def test_they_change_with_what_is_published(
    client: Client, path: str, root: User
) -> None:
    """Of two entries that are like each other one goes."""
    first = get(client, path)
    Activity.objects.get(public_version__title_fi="Kerho").withdraw(root)
    second = get(client, path, if_none_match=first["ETag"])

    assert second.status_code == 200
    assert second.content != first.content


def test_they_change_with_an_approval(client: Client) -> None:
    before = get(client, "/en/")
    factories.activity("Uusi kuoro")
    documents.write(Activity.objects.all())
    after = get(client, "/en/", if_none_match=before["ETag"])

    assert b"Uusi kuoro" not in before.content
    assert b"Uusi kuoro" in after.content


@pytest.mark.parametrize("path", ["/en/", "/en/themes/", "/en/themes/law/"])
def test_they_change_with_a_name(client: Client, path: str) -> None:
    before = get(client, path)
    law = Theme.objects.get(code="law")
    law.name_en = "Rights and duties"
    law.save()
    # A page has its name in its address too; the old address leads to the new one.
    after = client.get(path, follow=True, headers={"if-none-match": before["ETag"]})

    assert b"Rights and duties" not in before.content
    assert b"Rights and duties" in after.content


def test_the_page_of_an_organisation_changes_with_its_details(
    client: Client, ada: User
) -> None:
    organisation = Activity.objects.get(public_version__title_fi="Kerho").organisation
    with override("en"):
        path = organisation.get_absolute_url()
    before = get(client, path)
    organisation.phone = "040 000 0999"
    organisation.change_details(ada, ["phone"])
    after = get(client, path, if_none_match=before["ETag"])

    assert b"040 000 0999" not in before.content
    assert b"040 000 0999" in after.content


@pytest.mark.parametrize("path", ["/en/", "/en/themes/law/", "/en/languages/ar/"])
def test_they_change_at_midnight(
    client: Client, path: str, time_machine: time_machine.TimeMachineFixture
) -> None:
    last = [weekly("mo", end_date=SUNDAY.date())]
    terms = {"languages": ["ar"], "themes": ["law"]}
    factories.activity("Kurssi", schedules=last, terms=terms)
    documents.rebuild()
    before = get(client, path)
    time_machine.move_to(dt.datetime(2026, 11, 23, 0, 0, 1, tzinfo=HELSINKI))
    after = get(client, path, if_none_match=before["ETag"])

    assert after.status_code == 200
    assert b"Kurssi" in before.content
    assert b"Kurssi" not in after.content


@pytest.mark.parametrize("path", ["/fi/", "/sv/", "/en/"])
def test_each_language_is_another_page(client: Client, path: str) -> None:
    response = get(client, path)

    assert response["Content-Language"] == path.strip("/")
    assert f'<html lang="{path.strip("/")}"'.encode() in response.content


@pytest.mark.parametrize("path", ["/en/themes/xyzzy/", "/en/activities/filter/q/"])
def test_what_is_missing_is_not_kept(client: Client, path: str) -> None:
    for _time in range(2):
        response = client.get(path)
        assert response.status_code == 404
        assert "ETag" not in response
