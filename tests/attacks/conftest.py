"""One world of people and their things, which is attacked from all sides."""

import pytest
from django.core.cache import cache

from tests.site.test_roles import ROLES
from tests.site.world import World, build


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    cache.clear()
    cast = dict(
        zip(ROLES[1:], ("cleo", "ben", "ada", "mona", "nils", "root"), strict=True)
    )
    people = {role: request.getfixturevalue(name) for role, name in cast.items()}
    return build({"anonymous": None, **people})
