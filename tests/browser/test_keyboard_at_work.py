"""Editors and moderators who use no mouse, or hear what is on the page."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect

from organisations.models import Membership
from regions.name_forms import refresh_name_forms
from tests import factories
from tests.browser.axe import OPEN_EVERYTHING
from tests.browser.keys import (
    enter,
    hears_what_to_mend,
    press,
    tab_to,
    tick,
    walk,
    write,
)

pytestmark = pytest.mark.xdist_group("browser")
VISITED = {
    "ada": (
        "workspace:home",
        "workspace:activity",
        "organisations:members",
        "workspace:edit what",
        "workspace:edit when",
    ),
    "mona": ("moderation:queue", "moderation:version", "account_home"),
}


class Work:
    """Ada's organisation with entries in three states, and Mona who moderates it."""

    def __init__(self) -> None:
        ada = factories.person("Ada")
        organisation = factories.organisation()
        Membership.objects.create(user=ada, organisation=organisation, role="owner")
        mona = factories.moderator("Mona", factories.area("uus", "049", "091", "092"))
        factories.language("fi")
        public = factories.activity("Kuoro")
        draft = factories.activity("Kudontapiiri", published=False)
        refresh_name_forms()
        waiting = [
            factories.activity(title, published=False).versions.get()
            for title in ("Läksykerho", "Sompapiiri")
        ]
        for version in waiting:
            version.submit(ada)
        self.numbers = {
            "organisations:members": organisation.pk,
            "workspace:activity": public.pk,
            "workspace:edit": draft.pk,
            "moderation:version": waiting[0].pk,
        }
        self.sessions = {}
        for name, user in (("ada", ada), ("mona", mona)):
            client = Client()
            client.force_login(user)
            self.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def address(self, page: str) -> str:
        name, _space, step = page.partition(" ")
        number = self.numbers.get(name)
        with override("en"):
            return reverse(name, args=[one for one in (number, step) if one])


@pytest.fixture(scope="module")
def world(db: None) -> Work:
    """Instead of the small world of the public pages."""
    return Work()


@pytest.fixture(scope="module")
def windows(world: Work, chromium: Browser, site: str) -> Iterator[dict[str, Page]]:
    """Ada's and Mona's, as narrow as a telephone."""
    found = {}
    for name, key in world.sessions.items():
        context = chromium.new_context(
            base_url=site, viewport={"width": 320, "height": 800}
        )
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}
        context.add_cookies([cookie])  # type: ignore[list-item]
        found[name] = context.new_page()
    yield found
    for page in found.values():
        page.context.close()


@pytest.mark.parametrize(
    ("who", "name"), [(who, name) for who, names in VISITED.items() for name in names]
)
def test_tab_goes_through_a_page(
    windows: dict[str, Page], world: Work, who: str, name: str
) -> None:
    page = windows[who]
    page.goto(world.address(name))
    page.evaluate(OPEN_EVERYTHING)

    assert walk(page) > 10


def test_editor_enters_an_activity_by_ear(
    windows: dict[str, Page],
) -> None:
    page = windows["ada"]
    page.goto("/en/workspace/")
    tab_to(page, page.get_by_role("link", name="Add an activity").first)
    enter(page)
    press(page, "Start writing")
    write(page, "Name of the activity", "Ruokapiiri")
    write(page, "In short", "We cook together.")
    tick(page, "checkbox", "Finnish")
    tick(page, "checkbox", "Language-cafe")
    press(page, "Save and continue")

    tick(page, "radio", "Open to everyone")
    tick(page, "checkbox", "Fi (suomi)")
    press(page, "Save and continue")

    mends_the_time(page)

    write(page, "Add a municipality", "Helsinki")
    write(page, "Name of the place", "Keittiö")
    press(page, "Save and continue")
    press(page, "Save and continue")
    press(page, "Save and continue")
    press(page, "Send for approval")
    expect(page.get_by_role("status").first).to_be_focused()
    expect(page.get_by_role("status").first).to_match_aria_snapshot(
        """
        - status:
          - paragraph: /A moderator will read the text/
        """
    )


def mends_the_time(page: Page) -> None:
    tick(page, "radio", "Every week")
    tick(page, "checkbox", "Mon")
    write(page, "Starts at", "25:99")
    press(page, "Save and continue")
    hears_what_to_mend(page, "Starts at: Write the time like this: 17:30")
    expect(page.get_by_role("alert")).to_match_aria_snapshot(
        """
        - alert:
          - heading "Correct 1 thing" [level=2]
          - paragraph: Everything else is saved.
          - list:
            - listitem:
              - 'link "Starts at: Write the time like this: 17:30"'
        """
    )
    page.keyboard.press("Enter")
    starts = page.get_by_role("textbox", name="Starts at")
    expect(starts).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("17")
    write(page, "Ends at", "19")
    press(page, "Save and continue")


def test_moderator_decides_by_ear(windows: dict[str, Page]) -> None:
    page = windows["mona"]
    page.goto("/en/moderation/")
    tab_to(page, page.get_by_role("link", name="Läksykerho"))
    enter(page)
    expect(page.get_by_role("article", name="In short")).to_match_aria_snapshot(
        """
        - article "In short":
          - heading "In short" [level=3]
          - text: suomi
          - heading "Version 1" [level=4]
          - paragraph: Puhumme suomea.
          - group: /Comment on this field/
        """
    )
    press(page, "Send decision")
    hears_what_to_mend(page, "What do you decide?: Choose what you decide.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Approve and publish")).to_be_focused()
    tick(page, "radio", "Return for changes")
    write(page, "Message to the editor", "Kenelle?")
    press(page, "Send decision")
    expect(page.get_by_role("status").first).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text("The decision is saved.")

    page.goto("/en/moderation/")
    tab_to(page, page.get_by_role("link", name="Sompapiiri"))
    enter(page)
    tick(page, "radio", "Approve and publish")
    press(page, "Send decision")
    expect(page.get_by_role("status").first).to_contain_text("The decision is saved.")
