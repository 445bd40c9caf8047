"""A setting that is wrong stops the start and says what is allowed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.sources import ROOT, read

PRODUCTION = {
    "SECRET_KEY": "x" * 50,
    "SITE_URL": "https://kotopolku.example.org",
    "DATABASE_URL": "postgres://kotopolku@localhost/kotopolku",
}
# What our settings read is not taken from the shell that runs the tests.
BARE = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Print what the settings make of these variables."""
    code = (
        "from portal import settings as s; print(s.SECURE_SSL_REDIRECT, "
        "s.SESSION_COOKIE_NAME, s.ALLOWED_HOSTS, s.DATABASES['default']['OPTIONS'])"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=BARE | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("DEBUG", "perhaps", "boolean"),
        ("SECRET_KEY", "", "random characters"),
        ("SITE_URL", "kotopolku", "https://"),
        ("DATABASE_URL", "mysql://localhost/kotopolku", "postgres://"),
        ("DATABASE_URL", "postgres://localhost:port/kotopolku", "postgres://"),
        ("DATABASE_URL", "nonsense", "postgres://"),
        ("MODERATION_DIVISION", "ely-1999", "ely-2025"),
        ("AUTHORITIES_FILE", "missing.json", "authorities.json"),
        ("AUTHORITIES_FILE", "search/synonyms.json", "authorities.json"),
        ("LOG_LEVEL", "LOUD", "WARNING"),
        ("CONTACT_EMAIL", "nobody", "e-mail"),
        ("DEFAULT_FROM_EMAIL", "nobody", "name@host"),
        ("DEFAULT_FROM_EMAIL", "A <a@b.fi>\nBcc: c@d.fi", "name@host"),
        ("EMAIL_PORT", "smtp", "integer"),
        ("EMAIL_TIMEOUT", "0", "1"),
    ],
)
def test_bad_value_stops_the_start(name: str, value: str, allowed: str) -> None:
    result = start(**PRODUCTION | {name: value})

    assert result.returncode != 0
    last_line = result.stderr.strip().splitlines()[-1]
    assert name in last_line
    assert allowed in last_line


def test_mail_is_encrypted_in_one_way() -> None:
    result = start(**PRODUCTION, EMAIL_USE_TLS="1", EMAIL_USE_SSL="1")

    assert "EMAIL_USE_TLS and EMAIL_USE_SSL" in result.stderr


def test_development_needs_no_settings() -> None:
    result = start(DEBUG="1")

    assert result.returncode == 0, result.stderr
    assert "IMMEDIATE" in result.stdout
    assert "synchronous=FULL" in result.stdout


def test_production_is_https_only() -> None:
    result = start(**PRODUCTION)

    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(
        "True __Host-session ['kotopolku.example.org', 'localhost'] {'pool'"
    )


def test_readme_lists_every_variable() -> None:
    read_by_settings = re.findall(
        r'env\.\w+\(\s*"(\w+)"', read(Path("portal/settings.py"))
    )
    listed = re.findall(r"^\| `([A-Z_]+)`", read(Path("README.md")), re.MULTILINE)

    assert set(listed) - {"PORT", "WEB_CONCURRENCY"} == set(read_by_settings)
