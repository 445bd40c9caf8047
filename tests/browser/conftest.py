"""A real browser on a live server that shows a small world."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    expect,
)
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser import axe
from tests.browser.world import World

# Others may be using the machine too.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Of a whole module: committed, for the server's own connections, and then gone."""
    with django_db_blocker.unblock():
        yield
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def world(db: None) -> World:
    return World()


@pytest.fixture(scope="module")
def site(world: World) -> Iterator[str]:
    """The address of the site."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def chromium(site: str) -> Iterator[Browser]:
    """Begins after the world and ends before it: in this thread Playwright runs an
    event loop, and there Django refuses its database.
    """
    with axe.chromium() as browser:
        yield browser


@dataclass
class Heard:
    """What a window complained about, and which other hosts it asked."""

    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)

    def console(self, message: ConsoleMessage) -> None:
        # That the page itself is missing, or gone, is for the test to say.
        missing = "the server responded with a status of 4" in message.text
        expected = missing and message.location["url"] in self.pages
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(message.text)

    def error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def request(self, request: Request) -> None:
        if request.is_navigation_request():
            self.pages.add(request.url)
        if urlsplit(request.url).hostname != "localhost":
            self.elsewhere.append(request.url)


@contextmanager
def listen(page: Page) -> Iterator[Heard]:
    heard = Heard()
    page.on("console", heard.console)
    page.on("pageerror", heard.error)
    page.on("request", heard.request)
    yield heard
    page.remove_listener("console", heard.console)
    page.remove_listener("pageerror", heard.error)
    page.remove_listener("request", heard.request)


def follow(link: Locator) -> None:
    """Press a link or a button, and wait for the page behind it and its scripts."""
    with link.page.expect_navigation():
        link.click()


class Visit(Protocol):
    def __call__(self, width: int = ..., *, javascript: bool = ...) -> Page: ...


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Of the console and of the pages; a test that expects some clears it."""
    found: list[str] = []
    yield found
    assert not found


@pytest.fixture
def visit(chromium: Browser, site: str, complaints: list[str]) -> Iterator[Visit]:
    """Opens new windows, which are closed after the test."""
    with ExitStack() as windows:

        def open_window(width: int = 1280, *, javascript: bool = True) -> Page:
            context = chromium.new_context(
                base_url=site,
                viewport={"width": width, "height": 800},
                java_script_enabled=javascript,
                reduced_motion="reduce",
            )
            windows.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            heard = windows.enter_context(listen(page))
            heard.complaints = complaints
            return page

        yield open_window
