"""From the home page to an activity and a printed shortlist."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, follow
from tests.browser.world import CAFE, SEWING, World

pytestmark = pytest.mark.xdist_group("browser")
DEVICES = [(1280, True), (1280, False), (320, True), (320, False)]
PAGES = re.compile(rb"/Type\s*/Page\b")


def search_in(page: Page, place: str) -> None:
    page.goto("/fi/")
    page.get_by_label("Missä?").fill(place)
    follow(page.get_by_role("button", name="Etsi"))


def open_filters(page: Page, *, narrow: bool) -> None:
    if narrow:
        page.get_by_role("complementary", name="Rajaa hakua").get_by_text(
            "Rajaa hakua"
        ).first.click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


@pytest.mark.parametrize(("width", "javascript"), DEVICES)
def test_visitor_finds_an_activity_and_prints_a_list(
    visit: Visit, width: int, javascript: bool
) -> None:
    page = visit(width, javascript=javascript)

    search_in(page, "Espoossa")
    expect(page).to_have_url(re.compile(r"/fi/toiminta/\?municipality=049$"))
    expect(page.get_by_label("Missä?")).to_have_value("Espoo")
    expect(page.get_by_text("Espoo: 1.")).to_be_visible()

    open_filters(page, narrow=width < 960)
    page.get_by_role("checkbox", name="العربية").check()
    page.get_by_role("button", name="Näytä tulokset").click()
    expect(page.get_by_role("link", name="Poista rajaus: العربية")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 toiminta")

    follow(page.get_by_role("link", name=CAFE))
    expect(page.get_by_role("heading", level=1)).to_have_text(CAFE)
    expect(page.get_by_role("link", name="Soita")).to_have_attribute(
        "href", "tel:0400000111"
    )

    if javascript:
        page.get_by_role("button", name="Lisää poimintalistalle").click()
        follow(page.get_by_role("link", name="Poimintalista 1"))
    else:
        follow(page.get_by_role("link", name="Lisää poimintalistalle"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Poimintalista")
    expect(page.get_by_role("link", name=CAFE, exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="Tämän listan QR-koodi")).to_be_visible()
    assert len(PAGES.findall(page.pdf(format="A4"))) == 1


@pytest.mark.parametrize("width", [1280, 320])
def test_list_is_made_of_ticks_without_javascript(visit: Visit, width: int) -> None:
    page = visit(width, javascript=False)
    page.goto("/fi/toiminta/?language=ar")

    page.get_by_role("checkbox", name=f"Poimi {SEWING}").check()
    page.get_by_role("checkbox", name=f"Poimi {CAFE}").check()
    page.get_by_role("button", name="Tee poimintalista").click()

    expect(page.get_by_role("article")).to_have_count(2)


def test_language_links_keep_the_search(visit: Visit) -> None:
    page = visit()
    page.goto("/fi/toiminta/?language=ar&day=th")

    follow(page.get_by_role("navigation", name="Valitse kieli").get_by_text("Svenska"))

    expect(page).to_have_url(re.compile(r"/sv/verksamhet/\?language=ar&day=th$"))
    expect(page.get_by_role("link", name="Ta bort filtret: torsdag")).to_be_visible()
    expect(page.get_by_role("link", name="Språkcafé på torsdagar")).to_be_visible()


def test_choosing_asks_nothing_until_it_is_sent(visit: Visit) -> None:
    page = visit(320)
    page.goto("/fi/toiminta/")
    open_filters(page, narrow=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_role("checkbox", name="English").check()
    page.get_by_role("checkbox", name="Soomaali").check()

    expect(page.get_by_role("button", name="Näytä tulokset")).to_be_visible()
    assert not [url for url in asked if "toiminta" in url]


def test_results_are_swapped_and_announced(visit: Visit) -> None:
    page = visit()
    page.goto("/fi/toiminta/?municipality=049")
    loads: list[str] = []
    page.on("domcontentloaded", lambda loaded: loads.append(loaded.url))

    page.get_by_role("checkbox", name="Soomaali").check()
    page.get_by_role("button", name="Näytä tulokset").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("1 toiminta")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title("1 toiminta – Etsi toimintaa – Kotopolku")
    expect(page.get_by_role("status")).to_have_text("1 toiminta")
    expect(page.get_by_label("Missä?")).to_have_value("Espoo")
    assert not loads
    page.get_by_role("link", name="English", exact=True).first.click()
    expect(page.get_by_role("link", name="Remove filter: Soomaali")).to_be_visible()


def test_back_and_forward_show_each_search_again(visit: Visit) -> None:
    page = visit()
    page.goto("/fi/toiminta/")
    first = heading(page)
    page.get_by_role("checkbox", name="Soomaali").check()
    page.get_by_role("button", name="Näytä tulokset").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 toimintaa")

    page.go_back()
    expect(page).to_have_url(re.compile("/fi/toiminta/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    expect(page.get_by_role("checkbox", name="Soomaali")).not_to_be_checked()

    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 toimintaa")
    expect(page.get_by_role("checkbox", name="Soomaali")).to_be_checked()


def test_next_page_of_results_is_swapped_too(visit: Visit) -> None:
    page = visit(320)
    page.goto("/fi/toiminta/")

    page.get_by_role("link", name="Seuraava").click()

    expect(page).to_have_url(re.compile(r"\?page=2$"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sivu 2/2")


def test_failure_of_a_swap_shows_the_answer_of_the_server(
    visit: Visit, complaints: list[str]
) -> None:
    page = visit()
    page.goto("/fi/toiminta/")
    page.context.route("**/*language=so*", lambda route: route.abort(), times=1)
    page.get_by_role("checkbox", name="Soomaali").check()

    with page.expect_console_message(lambda said: "htmx:sendError" in said.text):
        follow(page.get_by_role("button", name="Näytä tulokset"))

    expect(page.get_by_role("heading", level=1)).to_have_text("2 toimintaa")
    assert complaints
    complaints.clear()


def test_typed_place_with_two_meanings_offers_both(visit: Visit) -> None:
    page = visit(320, javascript=False)
    search_in(page, "Lehto")

    page.get_by_role("link", name="Lehto (Espoo)").click()

    expect(page.get_by_label("Missä?")).to_have_value("Espoo")


@pytest.mark.parametrize("javascript", [True, False])
def test_hidden_entry_shows_no_contacts(
    visit: Visit, world: World, javascript: bool
) -> None:
    page = visit(320, javascript=javascript)
    page.goto(world.path(world.hidden, "fi"))

    expect(page.get_by_text("Näitä tietoja tarkistetaan.")).to_be_visible()
    expect(page.get_by_text("040 000 0115")).to_have_count(0)
    expect(page.get_by_role("link", name="Soita")).to_have_count(0)
