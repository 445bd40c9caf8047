"""What browsers report of the content security policy: a line in the log for each.

Nothing is stored, and the line has nothing of who reports: of an address of ours only
which page it is, because links in mails are secrets, and of others the host.
"""

import json
import logging
import re
import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.bursts import Buckets

logger = logging.getLogger("kotopolku.csp")
LONGEST = 8_000
MOST_AT_ONCE = 5
# For everybody together: a program could fill the log.
buckets = Buckets(rate=0.2, burst=20)


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Always the same answer, also for what is no report at all."""
    body = request.read(LONGEST + 1)
    if len(body) <= LONGEST:
        for report in _reports(body)[:MOST_AT_ONCE]:
            if not buckets.take("", time.monotonic()):
                break
            logger.warning("%s blocked %s on %s", *_said(report))
    return HttpResponse(status=204)


def _reports(body: bytes) -> list[dict[str, Any]]:
    """In the old form, one, or in the new one, several."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return []
    found = sent if isinstance(sent, list) else [sent]
    dicts = [one for one in found if isinstance(one, dict)]
    inner = [one.get("csp-report") or one.get("body") for one in dicts]
    return [one for one in inner if isinstance(one, dict)]


def _said(report: dict[str, Any]) -> tuple[str, str, str]:
    def first(*names: str) -> str:
        return next((str(report[name]) for name in names if report.get(name)), "")

    directive = first("effective-directive", "effectiveDirective", "violated-directive")
    blocked = first("blocked-uri", "blockedURL")
    document = first("document-uri", "documentURL")
    return _word(directive), _host(blocked), _page(document)


def _word(text: str) -> str:
    """Letters and hyphens only: no line breaks and no colours in the log."""
    return re.sub(r"[^A-Za-z-]", "", text[:40])


def _host(url: str) -> str:
    try:
        return ascii(urlsplit(url).hostname or _word(url))[:80]
    except ValueError:
        return "?"


def _page(url: str) -> str:
    try:
        path = urlsplit(url).path
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            return resolve(path).view_name
    except (Resolver404, ValueError):
        return "?"
