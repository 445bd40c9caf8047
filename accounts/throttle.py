"""How many times something may be tried, by one address and by everybody.

All processes and nodes count in one table: the cache in the database.
"""

import logging
import time
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import NamedTuple

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import cache_lock
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

logger = logging.getLogger("kotopolku")


class Limit(NamedTuple):
    times: int
    # In this many seconds, counted from the first.
    seconds: int


HOUR = 60 * 60


def wait_for(limits: dict[str, Limit]) -> int:
    """Minutes until the form may be sent again; 0 when it may now, which counts.

    When the cache does not answer, everything is allowed: it must not stand in the way
    of a visitor.
    """
    try:
        return max((_wait(name, limit) for name, limit in limits.items()), default=0)
    except Exception:
        logger.exception("The cache of limits does not answer")
        return 0


def is_open(name: str, limit: Limit) -> bool:
    """Whether it may be tried once more; only looks."""
    try:
        return int(cache.get(_key(name, limit, time.time()), 0)) < limit.times
    except Exception:
        logger.exception("The cache of limits does not answer")
        return True


def _key(name: str, limit: Limit, now: float) -> str:
    return f"throttle:{name}:{int(now - now % limit.seconds)}"


def _wait(name: str, limit: Limit) -> int:
    now = time.time()
    begins = now - now % limit.seconds
    key = _key(name, limit, now)
    # A cache in the database reads and writes in two steps.
    with cache_lock(key):
        times = cache.get(key, 0) + 1
        cache.set(key, times, limit.seconds)
    if times <= limit.times:
        return 0
    return ceil((begins + limit.seconds - now) / 60)


def sender(request: HttpRequest) -> str:
    """Who asks, so that nobody can read the address in it; it changes every day."""
    address = network(request)
    salt = f"accounts.throttle.{int(time.time() // (24 * HOUR))}"
    return salted_hmac(salt, address, algorithm="sha256").hexdigest()[:32]


def network(request: HttpRequest) -> str:
    """Where a request comes from, by the trusted proxy; "" when nobody can say."""
    try:
        return network_of(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""


def network_of(address: str) -> str:
    """One home has many IPv6 addresses: its network counts."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        return str(ip_network(f"{found}/64", strict=False))
    return str(found)


def fingerprint(text: str) -> str:
    """Of an email address, so that the counts do not say whose they are."""
    return salted_hmac(
        "accounts.throttle", text.lower(), algorithm="sha256"
    ).hexdigest()[:32]
