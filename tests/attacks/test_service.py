"""What the settings of a public site and nginx in front of it refuse."""

import ssl
import subprocess
import sys
from http.client import HTTPSConnection
from pathlib import Path

from tests.serving import UNVERIFIED, free_port, nginx
from tests.site.sources import ROOT
from tests.site.test_settings import BARE, PRODUCTION

SECRET = {"SECRET_KEY": "a1B2c3D4-e5F6g7H8_" * 4}


def run(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=BARE | PRODUCTION | SECRET,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_check_of_a_deployment_finds_nothing() -> None:
    said = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    # The one that is silenced asks for preloading: settings.py says why.
    assert "no issues" in said
    assert "(1 silenced)" in said


def test_cookies_of_a_public_site() -> None:
    code = (
        "import django; django.setup(); from django.conf import settings as s;"
        "from accounts.session_limits import COOKIE;"
        "from portal.told import CookieStorage as told;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, COOKIE, told.cookie_name);"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE,"
        " s.CSRF_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH)"
    )
    code = f"import os; os.environ['DJANGO_SETTINGS_MODULE']='portal.settings'; {code}"

    names, flags = run("-c", code).splitlines()

    assert names == "__Host-session __Host-csrf __Host-seen __Host-messages"
    assert flags == "True True True Lax Lax None /"


def statuses(port: int, source: str, times: int) -> list[int]:
    context: ssl.SSLContext = UNVERIFIED
    connection = HTTPSConnection(
        "127.0.0.1", port, context=context, source_address=(source, 0)
    )
    found = []
    for _time in range(times):
        connection.request("GET", "/fi/?q=x")
        response = connection.getresponse()
        body = response.read()
        found.append(response.status)
        if response.status == 429:
            assert response.headers["Retry-After"] == "10"
            assert "Odota hetki ja yritä uudelleen.".encode() in body
    connection.close()
    return found


def test_nginx_slows_down_who_asks_on_and_on(tmp_path: Path) -> None:
    with nginx(tmp_path, free_port()) as (_plain, tls):
        found = statuses(tls, "127.0.0.2", 600)
        others = statuses(tls, "127.0.0.3", 100)

    # Nobody answers behind it here: 503 is what was let through.
    assert set(found[:200]) == {503}
    assert 429 in found
    assert set(others) == {503}
