"""Which addresses may be asked for: those of the public internet and no others.

An entry's address comes from people whom we do not know. Asked for from here, it could
reach what only our own network should (OWASP: server-side request forgery).
"""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
# A name of at least two parts whose last one is no number: every way to write an IP
# address as a host (decimal, octal, hexadecimal, short, in brackets) is left out.
NAME = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+"
    r"(?=[a-z0-9-]*[a-z])(?!0x)[a-z0-9-]{2,63}\Z"
)
# These carry an IPv4 address that a gateway would go on to.
GATEWAYS = [
    ip_network(block) for block in ("2002::/16", "2001::/32", "64:ff9b::/96", "::/96")
]
Resolve = Callable[[str, int], list[str]]
Allow = Callable[[str], bool]


class Refused(Exception):  # noqa: N818 - says what happened, as DoesNotExist
    """The address is none that a visitor could open, or none that we may ask for."""


@dataclass(frozen=True)
class Target:
    """Where to connect, and what to ask for there."""

    scheme: str
    host: str
    ip: str
    port: int
    path: str


def is_public(ip: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    address: IPv4Address | IPv6Address = ip_address(ip)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if address.is_site_local or any(address in block for block in GATEWAYS):
            return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_private
        or address.is_unspecified
    )


def resolved(host: str, port: int) -> list[str]:
    """All addresses of a name. Raises OSError when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def target_of(
    url: str, resolve: Resolve = resolved, allow: Allow = is_public
) -> Target:
    """Where a URL leads. The name is looked up once: connect to this very address.

    Raises Refused, also when only one of the name's addresses is not public, and
    OSError for a name that has none.
    """
    if re.search(r"[\s\\\x00-\x1f\x7f]", url):
        raise Refused(url)
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
    except ValueError as error:
        raise Refused(url) from error
    if parts.scheme not in PORTS or "@" in parts.netloc or not NAME.match(host):
        raise Refused(url)
    usual = PORTS[parts.scheme]
    if port not in (None, usual):
        raise Refused(url)
    ips = resolve(host, usual)
    if not ips or not all(allow(ip) for ip in ips):
        raise Refused(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, ips[0], usual, path)
