"""A visitor who fills in the open forms, as slowly as people do."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from events.models import Mail
from organisations.models import Organisation
from tests import factories

NOW = "2026-11-22 12:00+02:00"
Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def clock(time_machine: time_machine.TimeMachineFixture) -> Any:
    time_machine.move_to(NOW, tick=False)
    cache.clear()
    return time_machine


@pytest.fixture
def send(client: Client, clock: Any) -> Send:
    """Opens a form, waits and sends it; `after` are seconds."""

    def fill(url: str, after: float = 20, **fields: Any) -> Any:
        html = client.get(url).content.decode()
        clock.shift(after)
        return client.post(url, {"stamp": stamp_in(html)} | fields)

    return fill


def stamp_in(html: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', html)
    assert found
    return found[1]


def text_of(response: Any) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


@pytest.fixture
def entry(ada: User, kotikulma: Organisation) -> Activity:
    return factories.activity(organisation=kotikulma)


def mails() -> QuerySet[Mail]:
    return Mail.objects.filter(name__startswith="report_")


def url_of(entry: Activity, name: str = "report", language: str = "en") -> str:
    with override(language):
        return reverse(f"feedback:{name}", args=[entry.pk])
