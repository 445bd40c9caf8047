"""Creating an account: name, address, language and password; then the mailed link."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.forms import SignUpForm
from accounts.models import User
from events.models import Mail
from tests.accounts.conftest import GOOD

pytestmark = pytest.mark.django_db
VERA = {
    "name": "Vera Virta",
    "email": "Vera@example.org",
    "language": "sv",
    "password1": GOOD,
}


def sign_up(client: Client, query: str = "", **changes: str) -> str:
    response = client.post(reverse("account_signup") + query, VERA | changes)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def mailed_path() -> str:
    text = Mail.objects.get(name="account_email_confirmation_signup").text
    line = next(line for line in text.splitlines() if line.startswith("http"))
    return line.removeprefix(settings.SITE_URL)


def signed_in(client: Client) -> bool:
    return client.get(reverse("account_home")).status_code == 200


def test_works(browser: Client) -> None:
    assert sign_up(browser) == reverse("account_email_verification_sent")

    vera = User.objects.get()
    assert (vera.email, vera.name, vera.language) == (
        "vera@example.org",
        "Vera Virta",
        "sv",
    )
    assert vera.check_password(GOOD)
    assert not signed_in(browser)
    assert mailed_path().startswith("/sv/")


@pytest.mark.parametrize("cleans", [True, False])
def test_second_press_at_the_same_time(
    browser: Client, monkeypatch: pytest.MonkeyPatch, cleans: bool
) -> None:
    """The form found no account with the address; when it was saved, there was one."""
    honest = SignUpForm.try_save

    def late(form: SignUpForm, request: HttpRequest) -> Any:
        User.objects.create_user(form.cleaned_data["email"], GOOD, name="Vera")
        if not cleans:
            monkeypatch.setattr(User, "full_clean", lambda *_: None)
        return honest(form, request)

    monkeypatch.setattr(SignUpForm, "try_save", late)

    assert sign_up(browser) == reverse("account_email_verification_sent")
    assert User.objects.count() == 1


def test_mailed_link_confirms_on_a_press_and_signs_in(browser: Client) -> None:
    sign_up(browser)

    page = browser.get(mailed_path())
    assert page.status_code == 200
    assert not EmailAddress.objects.get().verified

    response = browser.post(mailed_path())

    assert response["Location"].startswith("/sv/")
    assert EmailAddress.objects.get().verified
    assert signed_in(browser)


def test_link_signs_in_only_where_one_signed_up(browser: Client) -> None:
    sign_up(browser)
    elsewhere = Client()

    response = elsewhere.post(mailed_path())

    with override("sv"):
        assert response["Location"] == reverse("account_login")
    assert EmailAddress.objects.get().verified
    assert not signed_in(elsewhere)


def test_address_must_be_confirmed_before_signing_in(browser: Client) -> None:
    sign_up(browser)
    data = {"login": "vera@example.org", "password": GOOD}

    response = Client().post(reverse("account_login"), data)

    assert response["Location"] == reverse("account_email_verification_sent")


def test_goes_on_where_one_was_going(browser: Client) -> None:
    sign_up(browser, "?next=/en/about/")

    assert browser.post(mailed_path())["Location"] == "/en/about/"


def test_does_not_go_on_to_another_site(browser: Client) -> None:
    sign_up(browser, "?next=https://elsewhere.example/")

    assert browser.post(mailed_path())["Location"].startswith("/")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"password1": "short"}, "Use at least 12 characters."),
        ({"password1": "password1234"}, "Many people use this password."),
        ({"password1": "Kotopolku2026!"}, "Many people use this password."),
        ({"name": ""}, "Fill in this field."),
        ({"email": "vera"}, "Write the address like this"),
        ({"language": "ru"}, "ru"),
    ],
)
def test_bad_input_is_told_and_kept(
    browser: Client, changes: dict[str, str], message: str
) -> None:
    response = browser.post(reverse("account_signup"), VERA | changes)
    html = response.content.decode()

    assert response.status_code == 200
    assert "Correct 1 thing" in html
    assert message in html
    assert VERA["name"] in html or "name" in changes
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "password", ["aaaaaaaaaaab", "kissakissakissa", "äö ßü €€€ 12"]
)
def test_no_rules_of_composition(browser: Client, password: str) -> None:
    sign_up(browser, password1=password)

    assert User.objects.get().check_password(password)


def test_fields_help_password_managers(client: Client) -> None:
    html = client.get(reverse("account_signup")).content.decode()

    for hint in ("name", "email", "new-password"):
        assert f'autocomplete="{hint}"' in html
    assert "placeholder" not in html.partition("<main")[2]


def test_signed_in_person_needs_no_account(client: Client, ada: User) -> None:
    client.force_login(ada)

    assert client.get(reverse("account_signup")).status_code == 302
