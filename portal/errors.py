"""Error pages that need neither the database nor a working request."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_from_request, override

logger = logging.getLogger(__name__)

LAST_RESORT = """<!doctype html><html lang="fi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kotopolku</title></head><body><main><h1>Kotopolku</h1>
<p>Jokin meni meillä vikaan. Yritä hetken kuluttua uudelleen.</p>
<p lang="sv">Något gick fel hos oss. Försök igen om en stund.</p>
<p lang="en">Something went wrong at our end. Try again in a little while.</p>
</main></body></html>"""


def error_page(
    request: HttpRequest, status: int, template: str = "", **context: object
) -> HttpResponse:
    """Answer with our own page in the visitor's language; never raises."""
    language = get_language_from_request(request, check_path=True)
    try:
        html = draw(template or f"{status}.html", language, context)
    except Exception:
        logger.exception("The page for status %s could not be drawn", status)
        html = LAST_RESORT
    headers = {"Cache-Control": "no-store", "Content-Language": language}
    return HttpResponse(html, status=status, headers=headers)


def too_many(request: HttpRequest, minutes: int) -> HttpResponse:
    """They, or others behind the same address, have asked too often."""
    response = error_page(request, 429, minutes=minutes)
    response.headers["Retry-After"] = str(minutes * 60)
    return response


def draw(template: str, language: str, context: dict[str, object]) -> str:
    """Without a request, so that no context processor runs."""
    homes = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            homes[code] = reverse("search:home")
    context = {"alternates": homes, "kept_query": "", **context}
    with override(language):
        return render_to_string(template, context)
