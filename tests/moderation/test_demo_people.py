"""The demo people of `make run` each find something to do."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from accounts.demo import PASSWORD
from activities.models import Activity, Version
from feedback.models import Report
from moderation import demo
from organisations.models import JoinRequest, Organisation
from regions.models import ModeratorAssignment
from tests import factories


def told() -> str:
    out = StringIO()
    call_command("load_demo_people", stdout=out)
    return out.getvalue()


@pytest.fixture
def listings(db: None, settings: Settings) -> None:
    settings.DEBUG = True
    factories.area("uus", "049", "091", "092")
    for name in (demo.OWN, demo.OTHER):
        of = factories.organisation(name)
        for title in ("Kahvila", "Kerho", "Kuoro"):
            factories.activity(title, organisation=of)


@pytest.mark.usefixtures("listings")
def test_each_has_something_waiting() -> None:
    text = told()

    own = Organisation.objects.get(name_fi=demo.OWN)
    assert PASSWORD in text
    assert "demo_code demo-moderator@example.org" in text
    assert Version.objects.returned().filter(activity__organisation=own).count() == 1
    assert Version.objects.awaiting_review().count() == 2
    assert Organisation.objects.awaiting_review().count() == 1
    assert JoinRequest.objects.open().filter(organisation=own).count() == 1
    assert Report.objects.open().count() == 2
    assert Report.objects.for_moderators().count() == 1
    assert ModeratorAssignment.objects.in_force().count() == 1
    assert Activity.objects.public().count() == 6


@pytest.mark.usefixtures("listings")
def test_second_time_adds_nothing() -> None:
    told()
    before = Version.objects.count(), Report.objects.count()

    told()

    assert (Version.objects.count(), Report.objects.count()) == before


@pytest.mark.django_db
def test_nothing_where_there_is_no_demo(settings: Settings) -> None:
    settings.DEBUG = True

    assert "no demo" in told()


@pytest.mark.django_db
def test_never_in_service() -> None:
    with pytest.raises(CommandError, match="DEBUG"):
        told()
