"""Activities picked for one person: a page whose whole state is its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.pages import Page, page_of
from search.filters import shown, whole_number

MOST = 30


@dataclass(frozen=True)
class Pick:
    """A picked activity, and the addresses of the list with it moved or left out."""

    activity: Activity
    page: Page
    without: str
    earlier: str
    later: str


@login_not_required
@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    given = list(dict.fromkeys(request.GET.getlist("id")))
    asked = [number for text in given if (number := whole_number(text)) is not None]
    asked = list(dict.fromkeys(asked))[:MOST]
    public = Activity.objects.public().with_page().in_bulk(asked)
    ids = [pk for pk in asked if pk in public]
    address = _address(ids)
    context = {
        "picks": [_pick(public[pk], ids) for pk in ids],
        "missing": len(asked) - len(ids),
        "ignored": [shown(text) for text in given if whole_number(text) is None],
        "most": MOST if len(given) > MOST else 0,
        "address": settings.SITE_URL + address,
        "qr_code": qr_code(settings.SITE_URL + address) if ids else "",
        "kept_query": _query(ids),
        "noindex": True,
    }
    return render(request, "search/shortlist.html", context)


def qr_code(text: str) -> SafeString:
    """An SVG drawing without colours, size or style of its own."""
    drawing = segno.make(text, error="m", micro=False)
    return mark_safe(  # noqa: S308 - segno escapes, and draws numbers only
        drawing.svg_inline(omitsize=True, lineclass="qr__dots", svgclass="qr")
    )


def _pick(activity: Activity, ids: list[int]) -> Pick:
    place = ids.index(activity.pk)
    rest = [pk for pk in ids if pk != activity.pk]

    def moved(to: int) -> str:
        return _address([*rest[:to], activity.pk, *rest[to:]])

    return Pick(
        activity=activity,
        page=page_of(activity),
        without=_address(rest),
        earlier=moved(place - 1) if place > 0 else "",
        later=moved(place + 1) if place < len(rest) else "",
    )


def _address(ids: list[int]) -> str:
    return reverse("search:shortlist") + _query(ids)


def _query(ids: list[int]) -> str:
    return f"?{urlencode([('id', pk) for pk in ids])}" if ids else ""
