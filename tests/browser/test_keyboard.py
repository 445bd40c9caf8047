"""Without a mouse: everything can be reached, and one sees where one is."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.world import CAFE

pytestmark = pytest.mark.xdist_group("browser")
MOST_TABS = 120
# The title of a card draws its ring around the whole card.
RING_IS_SEEN = """() => {
  const one = document.activeElement;
  const place = one.getBoundingClientRect();
  const seen = place.bottom > 0 && place.top < innerHeight;
  const rings = [getComputedStyle(one), getComputedStyle(one, "::after")];
  return seen && rings.some(
    (ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2
  );
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus; on the way every focus must be visible."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(RING_IS_SEEN), f"The focus cannot be seen on {where}"
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def enter(page: Page) -> None:
    """Press Enter, and wait for the page behind it and its scripts."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1280, 320])
def test_visitor_prints_a_list_without_a_mouse(visit: Visit, width: int) -> None:
    page = visit(width)
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto("/fi/")

    tab_to(page, page.get_by_label("Missä?"))
    page.keyboard.type("Espoo")
    enter(page)
    expect(page.get_by_role("link", name="Poista rajaus: Espoo")).to_be_visible()

    if width < 960:
        tab_to(page, page.get_by_text("Rajaa hakua").first)
        page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("checkbox", name="العربية"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Näytä tulokset"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    tab_to(page, page.get_by_role("link", name=CAFE))
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(CAFE)

    tab_to(page, page.get_by_role("button", name="Lisää poimintalistalle"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Poimittu", pressed=True)).to_be_focused()

    page.keyboard.press("Control+Home")
    page.reload()
    tab_to(page, page.get_by_role("link", name="Poimintalista 1"))
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Poimintalista")
    tab_to(page, page.get_by_role("button", name="Tulosta"))
    page.keyboard.press("Enter")
    page.wait_for_function("window.printed")


@pytest.mark.parametrize("path", ["/fi/", "/sv/verksamhet/", "/en/about/"])
def test_first_tab_leads_to_the_content(visit: Visit, path: str) -> None:
    page = visit(320, javascript=False)
    page.goto(path)

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#content")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))
    page.keyboard.press("Tab")

    focused = page.get_by_role("main").locator(":focus")
    expect(focused).to_have_count(1)
