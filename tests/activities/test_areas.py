"""Who moderates a version: its places, or the home of who offers it."""

import pytest

from activities.areas import areas_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("places", "nationwide", "codes"),
    [
        (["837"], False, ["pir"]),
        (["049", "091", "837"], False, ["pir", "uus"]),
        ([], False, ["uus"]),
        (["837"], True, ["uus"]),
        (["205"], False, []),
    ],
)
def test_area_of(places: list[str], nationwide: bool, codes: list[str]) -> None:
    factories.area("uus", "049", "091")
    factories.area("pir", "837")
    entry = factories.activity(
        terms={"municipalities": places}, nationwide=nationwide, online=not places
    )

    assert [area.code for area in areas_of(entry.published_version)] == codes
