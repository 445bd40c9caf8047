"""Picking, ordering, and what is on the paper."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, follow
from tests.browser.world import CAFE, SEWING, World

pytestmark = pytest.mark.xdist_group("browser")
PAGES = re.compile(rb"/Type\s*/Page\b")
NOTE = "Hei Amina! Kokeile ensin kielikahvilaa."


def titles(page: Page) -> Locator:
    return page.get_by_role("article").get_by_role("heading")


def test_picks_stay_while_one_searches_on(visit: Visit) -> None:
    page = visit(320)
    page.goto("/fi/toiminta/?language=ar")
    page.get_by_role("button", name=f"Poimi {CAFE}").click()
    expect(page.get_by_role("status")).to_have_text(f"Poimintalistalla: {CAFE}")
    page.get_by_role("button", name=f"Poimi {SEWING}").click()

    page.goto("/fi/toiminta/?target=women")
    page.get_by_role("button", name=f"Poimittu {SEWING}", pressed=True).click()
    expect(page.get_by_role("status")).to_have_text(
        f"Poistettu poimintalistalta: {SEWING}"
    )

    follow(page.get_by_role("link", name="Poimintalista 1").first)
    expect(titles(page)).to_have_text([CAFE])


def test_picks_are_in_the_swapped_results_too(visit: Visit) -> None:
    page = visit()
    page.goto("/fi/toiminta/")
    page.get_by_role("checkbox", name="Soomaali").check()
    page.get_by_role("button", name="Näytä tulokset").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    page.get_by_role("button", name=f"Poimi {CAFE}").click()

    expect(page.get_by_role("link", name="Poimintalista 1").first).to_be_visible()


def test_order_is_kept_when_one_searches_on(visit: Visit, world: World) -> None:
    page = visit()
    page.goto("/fi/toiminta/?language=so")
    expect(titles(page)).to_have_count(2)
    first, second = titles(page).all_inner_texts()
    for title in (first, second):
        page.get_by_role("button", name=f"Poimi {title}").click()
    follow(page.get_by_role("link", name="Poimintalista 2").first)
    expect(titles(page)).to_have_text([first, second])

    follow(page.get_by_role("link", name=f"Siirrä ylemmäs {second}"))
    expect(titles(page)).to_have_text([second, first])
    page.goto("/fi/")
    follow(page.get_by_role("link", name="Poimintalista 2").first)

    expect(titles(page)).to_have_text([second, first])


@pytest.mark.parametrize("javascript", [True, False])
def test_entry_can_be_taken_off(visit: Visit, world: World, javascript: bool) -> None:
    page = visit(320, javascript=javascript)
    page.goto(world.shortlist("fi", world.cafe, world.sewing))

    follow(page.get_by_role("link", name=f"Poista poimintalistalta {CAFE}"))

    expect(titles(page)).to_have_text([SEWING])
    expect(page.get_by_role("link", name=CAFE)).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_note_is_on_the_paper_and_nowhere_else(
    visit: Visit, world: World, javascript: bool
) -> None:
    page = visit(javascript=javascript)
    page.goto(world.shortlist("fi", world.cafe, world.sewing, world.full))
    note = page.get_by_role("textbox", name="Viesti sille, joka saa listan")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    note.fill(NOTE)
    page.emulate_media(media="print")

    said = page.get_by_role("paragraph").filter(has_text=NOTE) if javascript else note
    expect(said).to_be_visible()
    expect(page.get_by_role("button", name="Tulosta")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("img", name="Tämän listan QR-koodi")).to_be_visible()
    assert len(PAGES.findall(page.pdf(format="A4"))) == 1
    assert not [url for url in asked if not url.endswith("favicon.svg")]


def test_paper_has_no_empty_note(visit: Visit, world: World) -> None:
    page = visit()
    page.goto(world.shortlist("fi", world.cafe))

    page.emulate_media(media="print")

    expect(page.get_by_role("textbox")).to_have_count(0)


def test_list_is_in_the_chosen_language(visit: Visit, world: World) -> None:
    page = visit(320)
    page.goto(world.shortlist("fi", world.cafe, world.sewing))

    follow(page.get_by_role("link", name="English"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Shortlist")
    expect(titles(page)).to_have_text(["Language café on Thursdays", SEWING])
