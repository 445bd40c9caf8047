"""The caches: counts that all processes share, and whole pages."""

from typing import Any

from portal.rate_limits import MOST_COUNTS

REDIS = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    # A page is drawn sooner than a slow cache answers.
    "OPTIONS": {"socket_timeout": 0.1, "socket_connect_timeout": 0.1},
}
MEMORY = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    # About 10 KB each.
    "OPTIONS": {"MAX_ENTRIES": 2_000},
}


def caches(redis_url: str) -> dict[str, dict[str, Any]]:
    """`redis_url`: where all processes keep pages, or "": then each has its own."""
    return {
        # Attempts at a password and codes used once are counted in the database.
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "throttle",
            "OPTIONS": {"MAX_ENTRIES": MOST_COUNTS},
        },
        "pages": {
            **(REDIS if redis_url else MEMORY),
            "LOCATION": redis_url or "pages",
            "TIMEOUT": 60 * 60,
        },
    }
