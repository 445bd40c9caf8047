"""Nobody is led from our pages to another site, and no header is broken open."""

from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from events.models import Mail
from tests import factories
from tests.codes import code
from tests.guards import Page
from tests.site.addresses import addresses

pytestmark = pytest.mark.django_db
EVIL = "evil.example"
ELSEWHERE = [
    f"https://{EVIL}/",
    f"//{EVIL}",
    f"///{EVIL}",
    f"\\\\{EVIL}",
    f"/\\{EVIL}",
    f"https:{EVIL}",
    f"https:///{EVIL}",
    f"/%09/{EVIL}",
    f"/\t/{EVIL}",
    f" //{EVIL}",
    f"//{EVIL}%2F@localhost",
    f"//localhost@{EVIL}/",
    f"http://localhost.{EVIL}/",
    f"javascript:alert('{EVIL}')",
    f"/en/\r\nLocation: //{EVIL}",
]


def leads_away(location: str) -> bool:
    """As browsers read it: backslashes are slashes, and tabs are nothing."""
    read = location.replace("\\", "/").replace("\t", "").strip()
    parts = urlsplit(read)
    ours = parts.netloc in ("", "testserver") and parts.scheme in ("", "http")
    return not ours or read.startswith("//") or "\n" in location or "\r" in location


def ways(user: User) -> list[tuple[str, dict[str, str], bool]]:
    """Pages that take `next`, with what they need and whether one is signed in."""
    password = {"password": "password"}
    return [
        ("account_login", {"login": user.email, **password}, False),
        ("account_logout", {}, True),
        ("account_reauthenticate", password, True),
        ("mfa_reauthenticate", {"code": code()}, True),
        ("account_signup", {"email": "new@example.org"}, False),
        ("account_reset_password", {"email": user.email}, False),
        ("mfa_login_webauthn", {}, False),
    ]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_next_stays_here(ada: User, elsewhere: str) -> None:
    for name, data, signed_in in ways(ada):
        cache.clear()
        client = Client()
        if signed_in:
            client.force_login(ada)
        path = f"{reverse(name)}?next={quote(elsewhere)}"
        for response in (
            client.get(path),
            client.post(path, data | {"next": elsewhere}),
        ):
            assert not leads_away(response.get("Location", "")), (name, elsewhere)
            assert f'href="{elsewhere}' not in response.text


def test_second_step_keeps_to_our_site(mona: User) -> None:
    for elsewhere in ELSEWHERE:
        cache.clear()
        client = Client()
        sent = {"login": mona.email, "password": "password", "next": elsewhere}
        asked = client.post(reverse("account_login"), sent)
        assert not leads_away(asked["Location"])
        done = client.post(asked["Location"], {"code": code(), "next": elsewhere})
        assert not leads_away(done.get("Location", "")), elsewhere


def test_headers_of_redirects_are_whole(client: Client) -> None:
    entry = factories.activity("Kielikahvila")
    tail = "?q=%0d%0aSet-Cookie:%20evil=1"
    paths = [
        f"/{tail}",
        f"/en{tail}",
        reverse("activities:by_number", args=[entry.pk]) + tail,
        reverse("activities:detail", args=[entry.pk, "x"]) + tail,
        f"//{EVIL}/en{tail}",
        f"/en//{EVIL}/..{tail}",
        f"/en/%0d%0aSet-Cookie:%20evil=1/{tail}",
    ]
    for path in paths:
        response = client.get(path)
        assert "evil" not in response.cookies
        assert not leads_away(response.get("Location", "")), path


@pytest.mark.parametrize(
    "headers",
    [
        {"host": EVIL},
        {"host": f"localhost@{EVIL}"},
        {"host": f"localhost.{EVIL}"},
        {"host": "localhost", "x-forwarded-host": EVIL},
        {"host": "localhost", "forwarded": f"host={EVIL}"},
        {"host": "localhost", "x-original-url": f"//{EVIL}/"},
    ],
)
def test_host_is_ours(ada: User, headers: dict[str, str]) -> None:
    cache.clear()
    client = Client(headers=headers)
    url = reverse("account_reset_password")
    for response in (client.get(url), client.post(url, {"email": ada.email})):
        assert (response.status_code == 400) is (headers["host"] != "localhost")
        assert EVIL not in response.text
        assert EVIL not in response.get("Location", "")
    for mail in Mail.objects.all():
        assert EVIL not in mail.text


def test_links_of_mails_are_the_sites_own(ada: User) -> None:
    """Whatever name the request came by."""
    cache.clear()
    client = Client(headers={"host": "127.0.0.1"})
    client.post(reverse("account_reset_password"), {"email": ada.email})
    client.post(reverse("account_reset_password"), {"email": "no@example.org"})

    for mail in Mail.objects.all():
        assert "127.0.0.1" not in mail.text
        assert settings.SITE_URL in mail.text


def test_pages_show_no_foreign_name(client: Client) -> None:
    names = [one.name for one in addresses() if one.public and not one.arguments]
    for name in names:
        response = client.get(reverse(name), headers={"x-forwarded-host": EVIL})
        assert EVIL not in response.text
        assert not Page(response.text).inline
