"""One address cannot take the whole machine, and thirty people can share one."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal import bursts
from portal.bursts import Buckets, BurstsMiddleware, asker

STRANGER = "203.0.113.9"


@pytest.fixture
def portal() -> BurstsMiddleware:
    return BurstsMiddleware(lambda request: HttpResponse("found"))


def ask(portal: BurstsMiddleware, **options: Any) -> Any:
    address = options.pop("address", STRANGER)
    path = options.pop("path", "/sv/?q=x")
    return portal(RequestFactory().get(path, REMOTE_ADDR=address, **options))


def test_bucket_fills_up_again() -> None:
    bucket = Buckets(rate=2, burst=3)

    assert [bucket.take("a", 0.0) for _time in range(4)] == [True, True, True, False]
    assert bucket.take("b", 0.0)
    assert not bucket.take("a", 0.4)
    assert bucket.take("a", 0.5)
    assert sum(bucket.take("a", 1_000.0) for _time in range(9)) == 3


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bursts, "MOST_ADDRESSES", 10)
    bucket = Buckets()

    for number in range(100):
        assert bucket.take(str(number), 0.0)
        assert len(bucket._left) <= 10


def test_works(portal: BurstsMiddleware) -> None:
    found = [ask(portal).status_code for _time in range(400)]

    assert found[:200] == [200] * 200
    assert 429 in found
    response = ask(portal)
    assert response["Retry-After"] == "10"
    assert 'lang="sv"' in response.content.decode()
    assert ask(portal, path="/sv/").status_code == 200
    assert ask(portal, address="203.0.113.10").status_code == 200


def test_the_machine_itself_is_not_limited(portal: BurstsMiddleware) -> None:
    for _time in range(300):
        assert ask(portal, address="127.0.0.1").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", STRANGER),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "127.0.0.1, 198.51.100.1", "198.51.100.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2"),
    ],
)
def test_address_is_the_one_that_our_proxy_saw(
    settings: Any, proxies: int, forwarded: str, address: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    meta = {"REMOTE_ADDR": STRANGER, "HTTP_X_FORWARDED_FOR": forwarded}
    assert asker(meta) == address
