"""How many times a form may be sent, by one address and by everybody."""

import logging
import time
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import NamedTuple

from allauth.account.adapter import get_adapter
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


def _wait(name: str, limit: Limit) -> int:
    now = time.time()
    begins = now - now % limit.seconds
    key = f"throttle:{name}:{int(begins)}"
    cache.add(key, 0, limit.seconds)
    if cache.incr(key) <= limit.times:
        return 0
    return ceil((begins + limit.seconds - now) / 60)


def sender(request: HttpRequest) -> str:
    """Who asks, so that nobody can read the address in it; it changes every day."""
    try:
        address = _network(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        address = ""
    salt = f"feedback.throttle.{int(time.time() // (24 * HOUR))}"
    return salted_hmac(salt, address, algorithm="sha256").hexdigest()[:32]


def _network(address: str) -> str:
    """One home has many IPv6 addresses: its network counts."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        return str(ip_network(f"{found}/64", strict=False))
    return str(found)
