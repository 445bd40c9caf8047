"""What Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats/.

Who comes through nginx hears that there is no such page, and so does whoever is not on
this machine or its private network.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import latency

logger = logging.getLogger(__name__)
# nginx always sends the first two.
FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_FORWARDED",
    "HTTP_VIA",
)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Gauge(NamedTuple):
    name: str
    help: str
    # By labels like 'kind="version"', "" for none; nothing where it is not known.
    read: Callable[[], Mapping[str, float]]


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest, gauges: tuple[Gauge, ...]) -> HttpResponse:
    if not is_from_within(request):
        raise Http404
    text = "\n".join([*latency.lines(), *lines(gauges)]) + "\n"
    return HttpResponse(text, content_type=CONTENT_TYPE)


def is_from_within(request: HttpRequest) -> bool:
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback or address.is_private


def lines(gauges: tuple[Gauge, ...]) -> Iterator[str]:
    """Of all gauges, or of those that were read before the database went away."""
    is_up = 1
    try:
        for gauge in gauges:
            values = gauge.read()
            yield from _lines(gauge.name, gauge.help, values)
    except DatabaseError as error:
        logger.warning("Metrics wait for the database: %s", error)
        is_up = 0
    yield from _lines("database_up", "Whether the database answers.", {"": is_up})


def _lines(name: str, text: str, values: Mapping[str, float]) -> Iterator[str]:
    full = f"kotopolku_{name}"
    yield f"# HELP {full} {text}"
    yield f"# TYPE {full} gauge"
    for labels, value in values.items():
        yield f"{full}{{{labels}}} {value}" if labels else f"{full} {value}"
