"""The pages of editors, owners, moderators and administrators, and of accounts."""

from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, Page

from moderation.page_kinds import page_kinds
from organisations.models import Membership
from tests import factories
from tests.browser.axe import bring, found_by_axe
from tests.browser.conftest import listen
from tests.browser.test_pages import in_their_own_way
from tests.site.addresses import addresses
from tests.site.world import World, arguments_of, build

PAGES = {
    "anonymous": (
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_email_verification_sent",
        "feedback:report",
        "feedback:missed",
        "freshness:confirm",
        "freshness:reminders",
        "organisations:invitation",
        "moderation:invitation",
    ),
    "owner": (
        "account_home",
        "account_email",
        "account_sessions",
        "account_change_password",
        "mfa_index",
        "feedback:answer",
        "organisations:find",
        "organisations:new",
        "organisations:members",
        "organisations:edit",
        "organisations:invite",
        "organisations:answer",
        "workspace:home",
        "workspace:activity",
        "workspace:new",
        "workspace:edit what",
        "workspace:edit for-whom",
        "workspace:edit when",
        "workspace:edit where",
        "workspace:edit how",
        "workspace:edit languages",
        "workspace:preview",
        "workspace:versions",
        "workspace:compare",
        "workspace:history",
    ),
    "moderator": (
        "moderation:queue",
        "moderation:version",
        "moderation:organisation",
        "moderation:activity",
        "moderation:absence",
    ),
    "administrator": ("moderation:log", "moderation:people", "moderation:person"),
}
# By test_pages.py, with the same templates.
OPENED = {"accessibility", "privacy", "rules", "about", "professionals", "entry"}
ADMIN = ("admin:index", "admin:accounts_user_changelist", "admin:activities_theme_add")
LOOKED_AT = {
    "account_login",
    "workspace:home",
    "workspace:activity",
    "workspace:preview",
    "workspace:edit what",
    "workspace:edit when",
    "moderation:version",
    "moderation:queue",
    "moderation:log",
}
NEEDED = {address.name: address.arguments for address in addresses()}


class View(NamedTuple):
    role: str
    page: str
    language: str
    width: int
    scheme: str


def views(width: int, scheme: str, first: int) -> Iterator[View]:
    languages = cycle([*("fi", "sv", "en")[first:], *("fi", "sv", "en")[:first]])
    for role, pages in PAGES.items():
        for page in pages:
            yield View(role, page, next(languages), width, scheme)


def path(world: World, view: View) -> str:
    name, _space, step = view.page.partition(" ")
    arguments = arguments_of(world, name, NEEDED[name])
    if step:
        arguments["step"] = step
    with override(view.language):
        return reverse(name, kwargs=arguments)


@pytest.fixture(scope="module")
def world(db: None) -> World:
    """Instead of the small world of the public pages."""
    organisation = factories.organisation()
    uusimaa = factories.area("uus", "049", "091", "092")
    owner, editor = factories.person("Ada"), factories.person("Ben")
    for user, role in ((owner, "owner"), (editor, "editor")):
        Membership.objects.create(user=user, organisation=organisation, role=role)
    root = factories.person("Root", is_staff=True, is_superuser=True)
    people = {
        "anonymous": None,
        "owner": owner,
        "editor": editor,
        "moderator": factories.moderator("Mona", uusimaa),
        "administrator": factories.second_step(root),
    }
    return build(people)


@pytest.fixture(scope="module")
def sessions(world: World) -> dict[str, str]:
    found = {}
    for role, user in world.people.items():
        client = Client()
        if user:
            client.force_login(user)
            found[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


@pytest.fixture(scope="module")
def others(world: World) -> dict[str, list[str]]:
    """By role, the pages of `manage.py list_pages` that no other test here opens."""
    roles = {user.email: role for role, user in world.people.items() if user}
    seen = {page for pages in PAGES.values() for page in pages} | OPENED
    paths: dict[str, list[str]] = {role: [] for role in PAGES}
    with override("sv"):
        for who, kind, path in page_kinds():
            if kind not in seen:
                seen.add(kind)
                paths[roles.get(who, "anonymous")].append(path)
        paths["administrator"] += [reverse(name) for name in ADMIN]
    return paths


@pytest.fixture(scope="module")
def windows(
    sessions: dict[str, str],
    others: dict[str, list[str]],
    chromium: Browser,
    site: str,
) -> Iterator[dict[str, Page]]:
    contexts = {role: chromium.new_context(base_url=site) for role in PAGES}
    for role, key in sessions.items():
        if role in contexts:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}
            contexts[role].add_cookies([cookie])  # type: ignore[list-item]
    yield {role: context.new_page() for role, context in contexts.items()}
    for context in contexts.values():
        context.close()


def examine(windows: dict[str, Page], world: World, view: View) -> None:
    page = windows[view.role]
    page.set_viewport_size({"width": view.width, "height": 800})
    page.emulate_media(color_scheme="dark" if view.scheme == "dark" else "light")
    with listen(page) as heard:
        answer = page.goto(path(world, view))
        bring(page)
        found = found_by_axe(page)

    assert answer
    assert answer.status == 200
    assert page.get_by_role("heading", level=1).count() == 1
    assert not found
    assert page.evaluate("document.documentElement.scrollWidth") == view.width
    assert not heard.complaints
    assert not heard.elsewhere


def names(view: View) -> str:
    return f"{view.page}-{view.language}-{view.scheme}"


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("view", list(views(320, "light", 0)), ids=names)
def test_page_on_a_phone(windows: dict[str, Page], world: World, view: View) -> None:
    examine(windows, world, view)


@pytest.mark.xdist_group("browser")
def test_no_other_page_complains(
    windows: dict[str, Page], others: dict[str, list[str]]
) -> None:
    """As of the policy of contents, or of a script that fails."""
    found: dict[str, list[str]] = {}
    for role, paths in others.items():
        for one in paths:
            with listen(windows[role]) as heard:
                windows[role].goto(one)
            # Django's own pages have no picture of ours for the browser's tab.
            said = [text for text in heard.complaints if "404" not in text]
            if said or heard.elsewhere:
                found[one] = said + heard.elsewhere

    assert sum(map(len, others.values())) > 30
    assert found == {}


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(
    "view", [one for one in views(320, "light", 0) if one.page in LOOKED_AT], ids=names
)
def test_page_that_somebody_sets_in_their_own_way(
    windows: dict[str, Page], world: World, view: View
) -> None:
    page = windows[view.role]
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(path(world, view))

    in_their_own_way(page)
