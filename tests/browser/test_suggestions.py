"""Suggestions while typing: by keyboard alone, by touch, and for those who listen."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.browser.conftest import Visit, follow

pytestmark = pytest.mark.xdist_group("browser")
TAP = 44
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name)


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def type_in(page: Page, name: str, text: str) -> Locator:
    """The field, when there are suggestions for the text."""
    one = field(page, name)
    with page.expect_response("**/suggestions/**"):
        one.fill(text)
    expect(one).to_have_attribute("aria-expanded", "true")
    return one


def test_arrows_go_through_the_list_and_the_field(visit: Visit) -> None:
    page = visit()
    page.goto("/en/")
    where = type_in(page, "Where?", "leh")
    expect(options(page)).to_have_text([re.compile("Espoo"), re.compile("Helsinki")])
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(0)

    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_text(re.compile("Helsinki"))
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_text(re.compile("Espoo"))
    expect(where).to_have_attribute("aria-activedescendant", "where-suggestions-0")
    page.keyboard.press("Home")
    expect(chosen).to_have_count(0)


def test_escape_and_tab_keep_the_text_and_enter_chooses(visit: Visit) -> None:
    page = visit(320)
    page.goto("/en/")
    where = type_in(page, "Where?", "leh")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(where).to_have_value("leh")
    page.keyboard.press("ArrowDown")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(where).to_have_value("leh")

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(where).to_have_value("Lehto (Espoo)")
    expect(where).to_be_focused()
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/activities/\?municipality=049&q=$"))


def test_what_a_screen_reader_is_told(visit: Visit) -> None:
    page = visit()
    page.goto("/en/")
    type_in(page, "What are you looking for?", "العر").press("ArrowDown")

    expect(page.get_by_role("search")).to_match_aria_snapshot(
        """
        - combobox "What are you looking for?" [expanded] [active]: العر
        - listbox "Suggestions":
          - option "العربية Ar · Language of the activity" [selected]
        - text: Where?
        - combobox "Where?"
        - button "Search"
        """
    )
    name = options(page).get_by_text("العربية")
    expect(name).to_have_attribute("lang", "ar")
    expect(name).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("status")).to_have_text("1 suggestion")


def test_open_list_on_a_phone(visit: Visit) -> None:
    page = visit(320)
    page.goto("/en/activities/")
    type_in(page, "What are you looking for?", "e").press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")

    boxes = [option.bounding_box() for option in options(page).all()]
    assert len(boxes) > 1
    assert all(box and box["height"] >= TAP for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    axe.bring(page)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert not axe.found_by_axe(page, "form[role=search]")


def test_touch_chooses_and_typing_on_lets_go(visit: Visit) -> None:
    page = visit(320)
    page.goto("/en/")
    what = type_in(page, "What are you looking for?", "wom")
    options(page).filter(has_text="Women").click()
    expect(what).to_have_value("Women")
    type_in(page, "Where?", "espoo")
    options(page).first.click()
    follow(page.get_by_role("button", name="Search"))
    expect(page.get_by_role("link", name="Remove filter: Women")).to_be_visible()
    expect(field(page, "Where?")).to_have_value("Espoo")

    type_in(page, "What are you looking for?", "wom")
    options(page).first.click()
    field(page, "What are you looking for?").press("Backspace")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url(re.compile(r"[?&]q=Wome&"))


def test_in_swapped_results_too(visit: Visit) -> None:
    page = visit()
    page.goto("/en/activities/")
    page.get_by_role("checkbox", name="Soomaali").check()
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    type_in(page, "Where?", "esp").press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Remove filter: Espoo")).to_be_visible()
    expect(page.get_by_role("link", name="Remove filter: Soomaali")).to_be_visible()


def test_without_a_network_nothing_is_suggested(
    visit: Visit, complaints: list[str]
) -> None:
    page = visit()
    page.goto("/en/")
    page.route("**/suggestions/**", lambda route: route.abort())
    where = field(page, "Where?")

    with page.expect_console_message(lambda said: "ERR_FAILED" in said.text):
        where.fill("espoo")

    expect(options(page)).to_have_count(0)
    expect(where).to_have_attribute("aria-expanded", "false")
    # The browser's own words about the network; none are the page's.
    assert all("ERR_FAILED" in complaint for complaint in complaints)
    complaints.clear()
    where.press("Enter")
    expect(page.get_by_role("link", name="Remove filter: Espoo")).to_be_visible()
