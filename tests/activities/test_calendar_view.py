"""The calendar file as a download; its states are beside those of the page."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "path"),
    [
        ("fi", "/fi/toiminta/{}/kalenteri.ics"),
        ("sv", "/sv/verksamhet/{}/kalender.ics"),
        ("en", "/en/activities/{}/calendar.ics"),
    ],
)
def test_works(client: Client, language: str, path: str) -> None:
    entry = factories.activity("Kielikahvila", title_sv="Språkcafé", title_en="Café")
    with override(language):
        url = reverse("activities:calendar", args=[entry.pk])
    response = client.get(url)

    assert url == path.format(entry.pk)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar"
    name = f"kotopolku-{entry.pk}.ics"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    title = {"fi": "Kielikahvila", "sv": "Språkcafé", "en": "Café"}[language]
    assert f"SUMMARY:{title}" in response.content.decode()
    assert not response.cookies


def test_of_a_training(client: Client) -> None:
    entry = factories.activity("Koulutus", kind="training")
    url = reverse("activities:training_calendar", args=[entry.pk])

    assert url == f"/fi/koulutukset/{entry.pk}/kalenteri.ics"
    assert b"SUMMARY:Koulutus" in client.get(url).content


def test_while_the_details_are_checked(client: Client) -> None:
    entry = factories.activity(
        check_due_on=factories.day(-61),
        phone="040 123 4567",
        online=True,
        online_url="https://example.org/kokous",
    )
    response = client.get(reverse("activities:calendar", args=[entry.pk]))

    assert response.status_code == 200
    assert b"040 123" not in response.content
    assert b"kokous" not in response.content
