"""What a first visit costs: the whole page, as nginx and WhiteNoise compress it."""

import gzip

import pytest
from playwright.sync_api import Response

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, STATES
from tests.browser.world import World

pytestmark = pytest.mark.xdist_group("browser")
KILOBYTE = 1_024
TEXT = ("text/", "application/json", "image/svg+xml")


def transferred(response: Response) -> int:
    """Bytes of headers and body: nginx compresses pages fast, WhiteNoise files well."""
    body = b"" if response.request.redirected_to else response.body()
    kind = response.headers.get("content-type", "")
    if kind.startswith(TEXT):
        body = gzip.compress(body, 1 if kind.startswith("text/html") else 9)
    return len(body) + response.request.sizes()["responseHeadersSize"]


@pytest.mark.parametrize("kind", ["home", "search with two pages", "activity"])
def test_first_visit_is_light(visit: Visit, world: World, kind: str) -> None:
    page = visit()
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))

    page.goto((KINDS | STATES)[kind](world, "fi"), wait_until="networkidle")

    costs = {answer.url: transferred(answer) for answer in answers}
    assert len(costs) > 10
    assert sum(costs.values()) <= 60 * KILOBYTE, costs
