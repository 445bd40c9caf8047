"""`/` leads to the home page in the language that the browser asks for."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("sv-FI,sv;q=0.9,en;q=0.8", "/sv/"),
        ("en-GB,en", "/en/"),
        ("fi", "/fi/"),
        ("ar,so;q=0.5", "/fi/"),
        ("so,en;q=0.1", "/en/"),
        ("", "/fi/"),
        (";;;=,*", "/fi/"),
    ],
)
def test_works(client: Client, asked: str, given: str) -> None:
    response = client.get("/", HTTP_ACCEPT_LANGUAGE=asked)

    assert response.status_code == 302
    assert response["Location"] == given


def test_anonymous(client: Client) -> None:
    response = client.get("/")

    assert not response.cookies
    assert response["Vary"] == "Accept-Language"


def test_wrong_method(client: Client) -> None:
    assert client.post("/").status_code == 405
