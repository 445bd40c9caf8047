"""Every address of the site, found in the URL configuration."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Machines read these; they are no pages.
NO_PAGES = {"csp_report", "healthz", "metrics", "readyz", "robots", "sitemap"}
# It only sends people on to the page in their language.
REDIRECTS = {"choose_language"}
# Signing in needs a cookie; tests/accounts/test_pages.py looks at these pages.
ACCOUNT = ("account_", "mfa_")


@dataclass(frozen=True)
class Address:
    """One named address: the name for `reverse`, what it calls, what it needs."""

    name: str
    view: Any
    arguments: frozenset[str]

    @property
    def public(self) -> bool:
        return not getattr(self.view, "login_required", True)


def addresses(
    resolver: URLResolver | None = None,
    prefix: str = "",
    arguments: frozenset[str] = frozenset(),
) -> Iterator[Address]:
    """Every named address but Django's own admin."""
    for entry in (resolver or get_resolver()).url_patterns:
        needed = arguments | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            if entry.name:
                yield Address(prefix + entry.name, entry.callback, needed)
        elif entry.namespace != "admin":
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from addresses(entry, prefix + inner, needed)


def plain_pages() -> list[str]:
    """The names of the public pages that need no arguments."""
    return sorted(
        address.name
        for address in addresses()
        if address.public
        and not address.arguments
        and address.name not in NO_PAGES | REDIRECTS
        and not address.name.startswith(ACCOUNT)
    )
