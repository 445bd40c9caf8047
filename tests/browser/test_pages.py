"""Every kind of page: axe finds nothing, nothing sticks out, nobody else is asked."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

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
from tests.browser.pages import ALL, FIRST, KINDS, STATES, View, rest_pairwise
from tests.browser.world import World

together = pytest.mark.xdist_group("browser")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": [*WCAG, "best-practice"], "resultTypes": ["violations"]}
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(one => one.open = true)"
Windows = dict[bool, Page]
LOOKED_AT = ["home", "search with filters", "search without results", "activity"]
LOOKED_AT += ["shortlist", "organisations", "region", "accessibility"]


def without_scripts(route: Route) -> None:
    """As if the browser ran none; axe itself needs them switched on."""
    route.fulfill(body="", content_type="text/javascript")


@pytest.fixture(scope="module")
def windows(chromium: Browser, site: str) -> Iterator[Windows]:
    """With scripts and without; they stay open, so that files are loaded once."""
    contexts = {on: chromium.new_context(base_url=site) for on in (True, False)}
    contexts[False].route("**/*.js", without_scripts)
    yield {on: context.new_page() for on, context in contexts.items()}
    for context in contexts.values():
        context.close()


def names(view: View) -> str:
    scripts = "with" if view.javascript else "without"
    return f"{view.kind}-{view.language}-{view.width}-{view.scheme}-{scripts}"


def examine(windows: Windows, world: World, view: View) -> None:
    page = windows[view.javascript]
    page.set_viewport_size({"width": view.width, "height": 800})
    page.emulate_media(color_scheme="dark" if view.scheme == "dark" else "light")
    with listen(page) as heard:
        page.goto((KINDS | STATES)[view.kind](world, view.language))
        page.evaluate(OPEN_EVERYTHING)
        found = Axe().run(page, options=RULES)

    assert not found.violations_count, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == view.width
    assert not heard.complaints
    assert not heard.elsewhere
    assert not page.context.cookies()


@together
@pytest.mark.parametrize("view", FIRST, ids=names)
def test_page_on_a_phone(windows: Windows, world: World, view: View) -> None:
    examine(windows, world, view)


@together
@pytest.mark.parametrize("view", list(rest_pairwise()), ids=names)
def test_page_in_another_way(windows: Windows, world: World, view: View) -> None:
    examine(windows, world, view)


@pytest.mark.audit
@pytest.mark.parametrize("view", ALL, ids=names)
def test_page_in_every_way(windows: Windows, world: World, view: View) -> None:
    examine(windows, world, view)


def in_their_own_way(page: Page) -> None:
    """A page of which somebody sets the spacing, forces the colours, stops movement.

    Or that somebody speaks to. WCAG 2.2: 1.4.12, 1.4.11, 1.4.1, 2.3.3, 2.5.3.
    """
    page.evaluate(OPEN_EVERYTHING)
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    without_edge, without_mark = page.evaluate(NO_EDGE), page.evaluate(NO_MARK)
    moving = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="null", forced_colors="null")
    page.evaluate(SPACE_TEXT)

    assert not page.evaluate(UNSPOKEN)
    assert not without_edge
    assert not without_mark
    assert not moving
    assert not page.evaluate(CUT_OFF)
    assert not page.evaluate(OVERLAPPING)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@together
@pytest.mark.parametrize("kind", LOOKED_AT)
def test_page_that_somebody_sets_in_their_own_way(
    windows: Windows, world: World, kind: str
) -> None:
    page = windows[True]
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto((KINDS | STATES)[kind](world, "fi"))

    in_their_own_way(page)
