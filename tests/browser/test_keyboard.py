"""Without a mouse: everything can be reached, and one sees where one is."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import OPEN_EVERYTHING
from tests.browser.conftest import Visit
from tests.browser.keys import enter, hears_what_to_mend, press, tab_to, walk
from tests.browser.pages import KINDS, STATES
from tests.browser.world import CAFE, SEWING, World

pytestmark = pytest.mark.xdist_group("browser")
VISITED = [
    "home",
    "search with filters",
    "search without results",
    "activity",
    "shortlist",
    "accessibility",
]


@pytest.fixture(scope="module")
def window(chromium: Browser, site: str) -> Page:
    """A narrow one, which the browser closes with itself."""
    return chromium.new_page(base_url=site, viewport={"width": 320, "height": 800})


@pytest.mark.parametrize("kind", VISITED)
def test_tab_goes_through_a_page(window: Page, world: World, kind: str) -> None:
    window.goto((KINDS | STATES)[kind](world, "en"))
    window.evaluate(OPEN_EVERYTHING)

    assert walk(window) > 10


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


def test_visitor_reports_a_mistake_by_ear(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.forms.FASTEST", 0)
    page = visit()
    finds_by_ear(page)
    tab_to(page, page.get_by_role("link", name=SEWING))
    enter(page)
    expect(page.get_by_role("complementary", name="In short")).to_match_aria_snapshot(
        """
        - term: When
        - definition: /Every Monday and Wednesday/
        - term: Where
        """
    )
    tab_to(page, page.get_by_role("link", name="Report a mistake"))
    enter(page)
    press(page, "Send report")
    hears_what_to_mend(page, "What is wrong?: Fill in this field.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="The time is wrong")).to_be_focused()
    page.keyboard.press("Space")
    press(page, "Send report")

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Thank you"))


def finds_by_ear(page: Page) -> None:
    page.goto("/en/")
    tab_to(page, page.get_by_role("combobox", name="What are you looking for?"))
    page.keyboard.type("wom")
    expect(page.get_by_role("option", name=re.compile("Women"))).to_be_visible()
    expect(page.get_by_role("status").last).to_have_text("1 suggestion")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    enter(page)

    tab_to(page, page.get_by_role("checkbox", name=re.compile("Soomaali")))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Show results"))
    page.keyboard.press("Enter")
    found = page.get_by_role("heading", level=1)
    expect(found).to_be_focused()
    expect(page.get_by_role("status").last).to_have_text(found.inner_text())
    expect(page.get_by_role("list", name="Selected filters")).to_match_aria_snapshot(
        """
        - list "Selected filters":
          - listitem:
            - 'link "Remove filter: Soomaali"'
          - listitem:
            - 'link "Remove filter: Women"'
          - listitem:
            - link "Clear all filters"
        """
    )
    expect(page.get_by_role("article").first).to_match_aria_snapshot(
        f"""
        - article:
          - heading "{SEWING}" [level=3]:
            - link "{SEWING}"
          - paragraph: Kotikulma ry
          - paragraph: Puhumme suomea.
          - list:
            - listitem: Monday Wednesday 10:00–12:30
            - listitem: Helsinki
            - listitem: "Only: Women"
            - listitem: "Language of the text: Finnish"
          - list "Language of the activity":
            - listitem: العربية
            - listitem: suomi
            - listitem: Soomaali
          - button "Pick {SEWING}"
        """
    )


def test_password_may_be_pasted(window: Page) -> None:
    """WCAG 2.2, 3.3.8; a password manager finds both fields by their purpose."""
    window.goto("/en/account/sign-in/")
    address = window.get_by_label("Email address")
    tab_to(window, address)
    window.keyboard.type("ada@example.org")
    window.keyboard.press("Control+A")
    window.keyboard.press("Control+C")
    password = window.get_by_label("Password", exact=True)
    tab_to(window, password)
    window.keyboard.press("Control+V")

    expect(password).to_have_value("ada@example.org")
    expect(address).to_have_attribute("autocomplete", "username")
    expect(password).to_have_attribute("autocomplete", "current-password")
