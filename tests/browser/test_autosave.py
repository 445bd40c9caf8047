"""Nothing typed is lost: to no network, to a closed tab, to a session that ended."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from activities.models import Activity
from organisations.models import Membership
from tests import factories
from tests.browser.conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")
BEFORE, TYPED = "Ompelukerho", "Neulekerho"


@pytest.fixture(scope="module")
def world(db: None) -> Activity:
    """Instead of the small world of the public pages: a draft of Ada's."""
    organisation = factories.organisation()
    ada = factories.person("Ada")
    Membership.objects.create(user=ada, organisation=organisation, role="owner")
    return factories.activity(BEFORE, published=False)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, world: Activity) -> None:
    # Playwright runs an event loop in this thread; nothing else uses it meanwhile.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    world.versions.update(title_fi=BEFORE)


def address(entry: Activity) -> str:
    with translation.override("en"):
        return reverse("workspace:edit", args=(entry.pk, "what"))


def sign_in(page: Page) -> None:
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("password")
    page.get_by_role("button", name="Sign in", exact=True).click()


def title(page: Page) -> Locator:
    return page.locator("[name=title_fi]")


def opened(page: Page, entry: Activity) -> None:
    page.goto(address(entry))
    sign_in(page)
    expect(title(page)).to_have_value(BEFORE)


def said(page: Page) -> Locator:
    return page.locator("[data-saved]")


def saved_title(entry: Activity) -> str:
    return entry.versions.get().title_fi


def test_saves_by_itself(visit: Visit, world: Activity) -> None:
    page = visit(320)
    opened(page, world)

    title(page).fill(TYPED)

    expect(said(page)).to_have_text(re.compile(r"Saved at \d"))
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        title(page).fill(f"{TYPED} 2")
    page.goto(address(world))
    expect(title(page)).to_have_value(f"{TYPED} 2")


def test_text_comes_back_to_a_closed_tab(
    visit: Visit, world: Activity, complaints: list[str]
) -> None:
    page = visit(320)
    opened(page, world)
    page.context.set_offline(True)
    title(page).fill(TYPED)
    expect(said(page)).to_contain_text("your text is safe on this device")
    page.close(run_before_unload=False)
    complaints.clear()
    assert saved_title(world) == BEFORE

    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto(address(world))

    expect(title(again)).to_have_value(TYPED)
    expect(said(again)).to_contain_text("We brought back the text")
    expect(said(again)).to_have_text(re.compile(r"Saved at \d"))
    assert saved_title(world) == TYPED


def test_ended_session_keeps_the_text(
    visit: Visit, world: Activity, complaints: list[str]
) -> None:
    page = visit()
    opened(page, world)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    title(page).fill(TYPED)

    with page.expect_popup() as opening:
        said(page).get_by_role("link", name="Sign in").click()
    sign_in(opening.value)
    expect(opening.value.get_by_role("heading", level=1)).to_be_visible()
    expect(opening.value.get_by_label("Password")).to_have_count(0)

    complaints.clear()
    expect(said(page)).to_have_text(re.compile(r"Saved at \d"), timeout=30_000)
    assert saved_title(world) == TYPED
