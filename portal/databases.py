"""The database that DATABASE_URL names, with what its engine needs."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from psycopg_pool import ConnectionPool


def look_again(pool: "ConnectionPool[Any]") -> None:
    """Each second that the database is away; the pool would wait ever longer."""
    from psycopg import OperationalError

    # To ask is what makes it connect.
    with suppress(OperationalError), pool.connection(timeout=0.05):
        pass


OPTIONS: dict[str, dict[str, object]] = {
    # docs/adr/001: without these, concurrent read-then-write requests fail.
    "django.db.backends.sqlite3": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
    },
    # A visitor is told after five seconds that the database is away. A machine that was
    # lost says nothing, so there are limits to listening as well.
    "django.db.backends.postgresql": {
        "pool": {
            "timeout": 5,
            "reconnect_timeout": 1,
            "reconnect_failed": look_again,
        },
        "connect_timeout": 2,
        "tcp_user_timeout": 3_000,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
    },
}


def database(url: str) -> dict[str, Any]:
    """As DATABASES has it; options in the URL go first.

    Raises ImproperlyConfigured for any other engine.
    """
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url)}
        options = OPTIONS[found["ENGINE"]]
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL must be like postgres://user:password@host/name or "
            "sqlite:////path/to/file."
        ) from error
    found["OPTIONS"] = options | found.get("OPTIONS", {})
    if "pool" in options:
        found["ENGINE"] = "portal.postgresql"
    return found
