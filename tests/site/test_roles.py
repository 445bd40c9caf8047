"""Who may open what: every address, asked by every role, with objects of others.

`roles.tsv` has a row for each address and method: the status that each role gets.
"""

import csv
from collections.abc import Iterator
from contextlib import nullcontext
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.guards import GuardedClient, read_only
from tests.site.addresses import addresses
from tests.site.test_access import PUBLIC
from tests.site.world import World, arguments_of, build

ROLES = (
    "anonymous",
    "stranger",
    "editor",
    "owner",
    "moderator",
    "elsewhere",
    "administrator",
)
TABLE = Path(__file__).with_name("roles.tsv")
NEEDED = {address.name: address.arguments for address in addresses()}
# Answers to people who have no business there; the visitor is led to sign in.
REFUSED = {
    "anonymous": ("302", "403", "404", "405"),
    "stranger": ("403", "404", "405"),
    "elsewhere": ("403", "404", "405"),
}
# allauth counts what strangers try at these.
COUNTING = ("account_", "mfa_")


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    expected: dict[str, str]


def table() -> Iterator[Row]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            name, method = row.pop("name"), row.pop("method")
            yield Row(name, method, row)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    cast = dict(
        zip(ROLES[1:], ("cleo", "ben", "ada", "mona", "nils", "root"), strict=True)
    )
    people = {role: request.getfixturevalue(name) for role, name in cast.items()}
    return build({"anonymous": None, **people})


def test_every_address_is_in_the_table() -> None:
    known = {address.name for address in addresses()}
    assert {row.name for row in table() if row.method == "GET"} == known
    assert {row.name for row in table() if row.method == "POST"} == known


def asked(row: Row) -> dict[str, str]:
    """Who asks: where all get the same, the one with no rights and the one with all."""
    same = len(set(row.expected.values())) == 1
    few = ("anonymous", "administrator")
    return {one: row.expected[one] for one in (few if same else ROLES)}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_role_gets_what_the_table_says(world: World, method: str) -> None:
    wrong = {
        (row.name, role): f"{found}, not {expected}"
        for row in table()
        if row.method == method
        for role, expected in asked(row).items()
        if (found := status(world, row.name, method, role)) != expected
    }
    assert wrong == {}


@pytest.mark.django_db
def test_outsiders_change_nothing(world: World) -> None:
    """Where the table refuses them, their request does not even try to write."""
    for row in table():
        open_to_all = row.name in PUBLIC or row.name.startswith(COUNTING)
        if row.method == "GET" or open_to_all:
            continue
        for role, refused in REFUSED.items():
            if row.expected[role] in refused:
                status(world, row.name, "POST", role, reading=True)


def status(
    world: World, name: str, method: str, role: str, *, reading: bool = False
) -> str:
    """What a role gets; whatever the request wrote is taken back."""
    client = GuardedClient()
    client.cookies = deepcopy(world.cookies_of(role))
    path = reverse(name, kwargs=arguments_of(world, name, NEEDED[name]))
    ask: Any = client.get if method == "GET" else client.post
    with transaction.atomic(), read_only() if reading else nullcontext():
        answer = str(ask(path).status_code)
        transaction.set_rollback(True)
    return answer
