"""Requests that another site makes a browser send, and methods that nobody offers."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from events.admin import site as administration
from tests.guards import read_only
from tests.site.addresses import addresses
from tests.site.world import World, arguments_of

pytestmark = pytest.mark.django_db
# No session stands behind these: a signed stamp, a link from a mail, or nothing.
WITHOUT_TOKEN = {
    "csp_report",
    "feedback:missed",
    "feedback:report",
    "freshness:confirm",
    "freshness:reminders",
}


def everywhere(world: World) -> Iterator[tuple[str, str]]:
    """Of Django's admin the tables; each has the same pages."""
    for one in addresses():
        given = arguments_of(world, one.name, one.arguments)
        yield one.name, reverse(one.name, kwargs=given)
    for table in administration._registry:
        for page in ("changelist", "add"):
            name = f"admin:{table._meta.app_label}_{table._meta.model_name}_{page}"
            yield name, reverse(name)


def test_nothing_is_done_without_a_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["administrator"])  # type: ignore[arg-type]
    forged = {"origin": "https://evil.example", "referer": "https://evil.example/"}

    open_ones = {
        name
        for name, path in everywhere(world)
        if name not in WITHOUT_TOKEN
        and client.post(path, {}, headers=forged).status_code != 403
    }
    assert open_ones == set()
    assert {
        one.name for one in addresses() if getattr(one.view, "csrf_exempt", False)
    } == WITHOUT_TOKEN


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "NONSENSE"])
def test_other_methods_are_refused(world: World, method: str) -> None:
    client = Client()
    client.force_login(world.people["administrator"])  # type: ignore[arg-type]
    found: dict[str, int] = {}
    for name, path in everywhere(world):
        with read_only():
            status = client.generic(method, path).status_code
        if status != 405:
            found[name] = status

    assert found == {}
