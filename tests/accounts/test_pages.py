"""Every page of the account: one heading, its own title, our look, nothing inline."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from tests.accounts.conftest import PASSWORD, SignIn
from tests.factories import second_step
from tests.guards import GuardedClient, Page

pytestmark = pytest.mark.django_db
OPEN = (
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_signup",
)
OWN = (
    "account_change_password",
    "account_close",
    "account_email",
    "account_home",
    "account_logout",
    "account_reauthenticate",
    "account_sessions",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
)


@pytest.fixture
def browser() -> Client:
    return GuardedClient(headers={"user-agent": "Firefox"})


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_are_whole_in_each_language(
    ada: User, browser: Client, sign_in: SignIn, language: str
) -> None:
    titles: Counter[str] = Counter()

    def look(names: tuple[str, ...]) -> None:
        for name in names:
            with override(language):
                response = browser.get(reverse(name))
            assert response.status_code == 200, name
            if response.cookies or name in OWN:
                assert response["Cache-Control"] == "no-store", name
            page = Page(response.content.decode())
            assert (page.language, len(page.headings)) == (language, 1), name
            assert not page.inline, name
            titles[page.title.strip()] += 1

    look(OPEN)
    sign_in(ada)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    with override(language):
        assert browser.get(reverse("mfa_activate_totp")).status_code == 200
    second_step(ada)
    browser.post(reverse("mfa_generate_recovery_codes"))
    look(OWN)

    # The two pages after a mail was sent say the same thing.
    assert sum(titles.values()) - len(titles) == 1


def test_menu_leads_to_what_one_may_do(ada: User, mona: User, client: Client) -> None:
    client.force_login(ada)
    adas = client.get(reverse("account_home")).content.decode()
    client.force_login(mona)
    monas = client.get(reverse("account_home")).content.decode()

    assert "Sign out" in adas
    assert "My account" in adas
    assert "Moderation queue" not in adas
    assert "Sign in<" not in monas
