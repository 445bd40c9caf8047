"""A passkey, from a browser that has an authenticator of its own."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import User
from tests import factories
from tests.browser.conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")
# One that is built in, asks for a finger, and gets it.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def world(db: None) -> User:
    """Instead of the small world of the public pages."""
    return factories.person("Ada")


@pytest.fixture(autouse=True)
def _localhost(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    # As with DEBUG: a browser trusts localhost without HTTPS.
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    # Playwright runs an event loop in this thread; nothing else uses it meanwhile.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    yield
    Authenticator.objects.all().delete()


def give_authenticator(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"options": AUTHENTICATOR}
    devtools.send("WebAuthn.addVirtualAuthenticator", options)


def sign_in(page: Page) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(reverse("workspace:home")))


def add_passkey(page: Page) -> None:
    page.goto(reverse("mfa_add_webauthn"))
    # Whoever adds a way in says again who they are.
    page.get_by_label("Password", exact=True).fill("password")
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_label(re.compile("Name")).fill("Ada's phone")
    page.get_by_role("button", name="Add the passkey").click()


def test_passkey_is_added_and_signs_in_alone(visit: Visit, world: User) -> None:
    page = visit(320)
    give_authenticator(page)
    with translation.override("en"):
        sign_in(page)
        add_passkey(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
        page.context.clear_cookies()

        page.goto(reverse("account_login"))
        page.get_by_role("button", name="Use a passkey").click()

        expect(page).to_have_url(re.compile(reverse("workspace:home")))


def test_unknown_passkey_is_said(visit: Visit, world: User) -> None:
    page = visit(320)
    give_authenticator(page)
    with translation.override("en"):
        page.goto(reverse("account_login"))

        page.get_by_role("button", name="Use a passkey").click()

        expect(page.get_by_role("alert")).to_contain_text("The passkey did not work.")
        expect(page.get_by_label("Email address")).to_be_visible()
