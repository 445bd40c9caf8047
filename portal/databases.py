"""The database that DATABASE_URL names, with what its engine needs."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

OPTIONS: dict[str, dict[str, object]] = {
    # docs/adr/001: without these, concurrent read-then-write requests fail.
    "django.db.backends.sqlite3": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
    },
    # A visitor is told after five seconds that the database is away.
    "django.db.backends.postgresql": {"pool": {"timeout": 5}},
}


def database(url: str) -> dict[str, Any]:
    """As DATABASES has it. Raises ImproperlyConfigured for any other engine."""
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url, conn_health_checks=True)}
        options = OPTIONS[found["ENGINE"]]
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL must be like postgres://user:password@host/name or "
            "sqlite:////path/to/file."
        ) from error
    return found | {"OPTIONS": found.get("OPTIONS", {}) | options}
