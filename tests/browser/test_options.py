"""All options of a facet: in place with JavaScript, on a page of their own without."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import factories
from tests.browser.conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")
GROUPS = [f"group-{number:02}" for number in range(1, 15)]
# With the words for those who do not see which group it is.
ALL = re.compile(r"^Show all \(14\) ?: Target group$")
FEWER = re.compile(r"^Show fewer ?: Target group$")


@pytest.fixture(scope="module")
def world(db: None) -> None:
    """Equally frequent groups are in the order of their codes."""
    factories.activity("Choir", terms={"target_groups": GROUPS})
    factories.activity("Sauna", terms={"target_groups": GROUPS[:10]})


def filters(page: Page, width: int) -> Locator:
    page.goto("/en/activities/")
    found = page.get_by_role("complementary", name="Filter results")
    if width < 960:
        found.get_by_text("Filter results").first.click()
    return found


def tick(panel: Locator, code: str) -> Locator:
    return panel.get_by_role("checkbox", name=code.capitalize())


@pytest.mark.parametrize("width", [1280, 320])
def test_the_rest_comes_in_its_place(visit: Visit, width: int) -> None:
    page = visit(width)
    panel = filters(page, width)
    expect(tick(panel, "group-11")).to_have_count(0)
    tick(panel, "group-02").check()
    panel.get_by_role("link", name=ALL).press("Enter")

    expect(tick(panel, "group-11")).to_be_focused()
    expect(panel.get_by_role("checkbox", name=re.compile("^Group"))).to_have_count(14)
    expect(tick(panel, "group-02")).to_be_checked()
    expect(page.get_by_role("status").last).to_have_text("Show all (14): Target group")
    assert page.url.endswith("/en/activities/")
    assert page.evaluate("document.documentElement.scrollWidth") == width

    tick(panel, "group-12").check()
    fewer = panel.get_by_role("button", name=FEWER, expanded=True)
    fewer.press("Enter")
    expect(tick(panel, "group-11")).to_be_hidden()
    expect(tick(panel, "group-12")).to_be_visible()
    more = panel.get_by_role("button", name=ALL)
    expect(more).to_be_focused()
    expect(more).to_have_attribute("aria-expanded", "false")
    more.press("Enter")
    expect(tick(panel, "group-11")).to_be_visible()

    panel.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(re.compile(r"\?target=group-02&target=group-12(&age=)?$"))
    expect(page.get_by_role("link", name="Remove filter: Group-12")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/en/activities/$"))
    expect(page.get_by_role("link", name="Remove filter: Group-12")).to_have_count(0)


def test_without_javascript_it_is_a_page(visit: Visit) -> None:
    page = visit(320, javascript=False)
    panel = filters(page, 320)
    panel.get_by_role("link", name=ALL).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Target group")
    expect(page.get_by_role("checkbox")).to_have_count(14)


def test_where_it_cannot_be_fetched_the_page_opens(
    visit: Visit, complaints: list[str]
) -> None:
    page = visit()
    panel = filters(page, 1280)
    page.route(
        "**/filter/target/",
        lambda route: (
            route.abort()
            if route.request.headers.get("hx-request")
            else route.continue_()
        ),
    )
    panel.get_by_role("link", name=ALL).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Target group")
    complaints.clear()
