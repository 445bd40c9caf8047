import pytest
from django.test import Client

from accounts.models import User
from activities.models import Activity
from organisations.models import Organisation
from tests import factories


@pytest.fixture
def entry(kotikulma: Organisation) -> Activity:
    """A public one of Ada's and Ben's."""
    return factories.activity()


@pytest.fixture
def editor(client: Client, ben: User) -> Client:
    client.force_login(ben)
    return client
