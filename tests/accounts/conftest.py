"""What the tests of signing in share; they speak English, as the texts in the code."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from tests.codes import code

# What the factories give everyone.
PASSWORD = "password"
GOOD = "a long sentence to keep"


@pytest.fixture(autouse=True)
def english(finnish: None) -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def ada(ada: User) -> User:
    return speaking_english(ada)


@pytest.fixture
def ben(ben: User) -> User:
    return speaking_english(ben)


@pytest.fixture
def mona(mona: User) -> User:
    return speaking_english(mona)


def speaking_english(user: User) -> User:
    user.language = "en"
    user.save(update_fields=["language"])
    return user


@pytest.fixture
def browser() -> Client:
    """A browser with a language and a name, as people have."""
    return Client(
        headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/132.0"}
    )


SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(browser: Client) -> SignIn:
    """Signs in through the form, with the app's code if the account asks for one."""

    def act(user: User, client: Client = browser, password: str = PASSWORD) -> Client:
        data = {"login": user.email, "password": password}
        response = client.post(reverse("account_login"), data)
        assert response.status_code == 302
        if response["Location"] == reverse("mfa_authenticate"):
            response = client.post(response["Location"], {"code": code()})
            assert response.status_code == 302
        return client

    return act


@pytest.fixture
def sure(sign_in: SignIn) -> SignIn:
    """Signs in, and says once more who it is, as important pages ask."""

    def act(user: User) -> Client:
        client = sign_in(user)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return client

    return act
