"""One step of an entry: shown, saved, and refused to everybody else."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from tests import factories

pytestmark = pytest.mark.django_db
STEPS = ("what", "for-whom", "when", "where", "how", "languages")


@pytest.fixture
def entry(ada: User) -> Activity:
    """A complete draft of Kotikulma ry, never public."""
    return factories.activity("Ompelukerho", published=False)


def address(entry: Activity, step: str = "what") -> str:
    with override("en"):
        return reverse("workspace:edit", args=[entry.pk, step])


@pytest.mark.parametrize("step", STEPS)
def test_works(client: Client, entry: Activity, ben: User, step: str) -> None:
    client.force_login(ben)
    page = client.get(address(entry, step))
    assert page.status_code == 200
    assert "Ompelukerho" in page.text
