"""What machines ask."""

import pytest
from django.test import Client


def test_process_lives_without_a_database(client: Client) -> None:
    response = client.get("/healthz")

    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_robots_find_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain"
    assert "Sitemap: http://localhost:8000/sitemap.xml" in response.content.decode()


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt"])
def test_wrong_method(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
