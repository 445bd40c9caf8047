"""Moderators and administrators reach nothing with a password alone."""

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from django.utils.translation import override

from accounts.models import User
from portal.urls import urlpatterns as portal_urls
from tests.accounts.conftest import PASSWORD, SignIn
from tests.factories import second_step

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.accounts.test_required_mfa"),
]


def signed_in_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


urlpatterns = [*portal_urls, path("inside/", signed_in_page, name="inside")]
INSIDE = "/inside/"


def without_second_step(user: User) -> User:
    Authenticator.objects.filter(user=user).delete()
    return user


@pytest.mark.parametrize("who", ["mona", "nils", "root"])
def test_is_led_to_set_it_up(
    who: str, client: Client, request: pytest.FixtureRequest
) -> None:
    client.force_login(without_second_step(request.getfixturevalue(who)))

    response = client.get(INSIDE, follow=True)

    assert response.redirect_chain == [(reverse("mfa_index"), 302)]
    with override("en"):
        html = client.get(reverse("mfa_index")).content.decode()
    assert "Set up the app" in html


def test_says_why(mona: User, client: Client) -> None:
    client.force_login(without_second_step(mona))
    english = {"accept-language": "en"}

    html = client.get(INSIDE, follow=True, headers=english).content.decode()

    assert "Your role needs two-step sign-in. Set it up now." in html


@pytest.mark.parametrize("who", ["mona", "nils", "root", "ada"])
def test_works(who: str, client: Client, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(who))

    assert client.get(INSIDE).content == b"inside"


def test_passkey_is_a_second_step_too(mona: User, client: Client) -> None:
    without_second_step(mona)
    Authenticator.objects.create(user=mona, type="webauthn", data={})
    client.force_login(mona)

    assert client.get(INSIDE).content == b"inside"


def test_recovery_codes_alone_are_none(mona: User, client: Client) -> None:
    without_second_step(mona)
    Authenticator.objects.create(user=mona, type="recovery_codes", data={})
    client.force_login(mona)

    assert client.get(INSIDE).status_code == 302


def test_post_is_stopped_too(mona: User, client: Client) -> None:
    client.force_login(without_second_step(mona))

    assert client.post(INSIDE).status_code == 302


def test_staff_without_an_area_needs_it_too(ada: User, client: Client) -> None:
    User.objects.filter(pk=ada.pk).update(is_staff=True)
    client.force_login(ada)

    assert client.get(INSIDE).status_code == 302


def test_own_account_and_public_pages_stay_open(mona: User, client: Client) -> None:
    client.force_login(without_second_step(mona))

    for name in ("account_home", "account_sessions", "mfa_index", "about"):
        assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_last_way_cannot_be_removed(mona: User, sign_in: SignIn) -> None:
    client = sign_in(mona)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    html = client.post(reverse("mfa_deactivate_totp")).content.decode()

    assert "Your role needs two-step sign-in." in html
    assert Authenticator.objects.filter(user=mona, type="totp").exists()


def test_one_of_two_ways_can_be_removed(mona: User, sign_in: SignIn) -> None:
    client = sign_in(mona)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    Authenticator.objects.create(user=mona, type="webauthn", data={})

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=mona, type="totp").exists()


def test_administration_needs_it_too(root: User, client: Client) -> None:
    client.force_login(without_second_step(root))

    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_index")

    second_step(root)
    assert client.get(reverse("admin:index")).status_code == 200


def test_administration_has_no_other_sign_in(client: Client) -> None:
    response = client.get(reverse("admin:index"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
