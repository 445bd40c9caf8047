"""Every kind of page: axe finds nothing, nothing sticks out, nobody else is asked."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.axe import OPEN_EVERYTHING, bring, found_by_axe, scripts
from tests.browser.conftest import listen
from tests.browser.looks import (
    CUT_OFF,
    MOVING,
    NO_EDGE,
    NO_MARK,
    OVERLAPPING,
    SPACE_TEXT,
    UNSPOKEN,
)
from tests.browser.pages import (
    KINDS,
    LANGUAGES,
    SCHEMES,
    STATES,
    Load,
    Look,
    loads,
)
from tests.browser.world import World

pytestmark = pytest.mark.xdist_group("browser")
LOADS = list(loads())
LOOKED_AT = ["home", "search with filters", "search without results", "activity"]
LOOKED_AT += ["shortlist", "organisations", "region", "accessibility"]


@pytest.fixture(scope="module")
def window(chromium: Browser, site: str) -> Iterator[Page]:
    """It stays open, so that files are loaded once."""
    # Colours that are still on their way would be measured.
    context = chromium.new_context(base_url=site, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def devtools(window: Page) -> CDPSession:
    return window.context.new_cdp_session(window)


def test_every_pair_is_seen_in_few_looks() -> None:
    choices = (KINDS, LANGUAGES, (True, False), (320, 1280), SCHEMES)
    wanted = {
        frozenset(pair)
        for (first, these), (second, those) in combinations(enumerate(choices), 2)
        for pair in product(product([first], these), product([second], those))
    }
    seen = {
        frozenset(pair)
        for load, looks in LOADS
        for look in looks
        for pair in combinations(enumerate((*load, *look)), 2)
    }

    assert wanted <= seen
    assert sum(len(looks) for _load, looks in LOADS) <= 100


def names(load: Load) -> str:
    return f"{load.kind}-{load.language}-{'with' if load.scripts else 'without'}"


def turn(page: Page, look: Look) -> None:
    page.set_viewport_size({"width": look.width, "height": 800})
    page.emulate_media(color_scheme="dark" if look.scheme == "dark" else "light")


@pytest.mark.parametrize(
    ("load", "looks"), LOADS, ids=[names(load) for load, _looks in LOADS]
)
def test_page(
    window: Page, devtools: CDPSession, world: World, load: Load, looks: list[Look]
) -> None:
    page = window
    turn(page, looks[0])
    with listen(page) as heard:
        with scripts(devtools, run=load.scripts):
            page.goto((KINDS | STATES)[load.kind](world, load.language))
        bring(page)
        for look in looks:
            turn(page, look)
            assert not found_by_axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") == look.width

    assert not heard.complaints
    assert not heard.elsewhere
    assert not page.context.cookies()


def in_their_own_way(page: Page) -> None:
    """A page of which somebody sets the spacing, forces the colours, stops movement.

    Or that somebody speaks to. WCAG 2.2: 1.4.12, 1.4.11, 1.4.1, 2.3.3, 2.5.3.
    """
    page.evaluate(OPEN_EVERYTHING)
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    without_edge, without_mark = page.evaluate(NO_EDGE), page.evaluate(NO_MARK)
    moving = page.evaluate(MOVING)
    page.emulate_media(forced_colors="none")
    page.evaluate(SPACE_TEXT)

    assert not page.evaluate(UNSPOKEN)
    assert not without_edge
    assert not without_mark
    assert not moving
    assert not page.evaluate(CUT_OFF)
    assert not page.evaluate(OVERLAPPING)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("kind", LOOKED_AT)
def test_page_that_somebody_sets_in_their_own_way(
    window: Page, world: World, kind: str
) -> None:
    window.set_viewport_size({"width": 320, "height": 800})
    window.goto((KINDS | STATES)[kind](world, "fi"))

    in_their_own_way(window)
