"""Activities picked for one person: a page whose whole state is its address."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.pages import Page, page_of
from search.fields import shown, whole_number

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
    given = request.GET.getlist("id")
    numbers = [whole_number(text) for text in given]
    asked = list(dict.fromkeys(number for number in numbers if number is not None))
    few = asked[:MOST]
    public = Activity.objects.public().with_page().in_bulk(few)
    ids = [pk for pk in few if pk in public]
    address = _address(ids)
    context = {
        "picks": [_pick(public[pk], ids) for pk in ids],
        "missing": len(few) - len(ids),
        "ignored": ", ".join(shown(_ignored(request.GET))),
        "most": MOST if len(asked) > MOST else 0,
        "address": settings.SITE_URL + address,
        "qr_code": qr_code(settings.SITE_URL + address) if ids else "",
        "kept_query": _query(ids),
        "noindex": True,
    }
    return render(request, "search/shortlist.html", context)


def _ignored(given: QueryDict) -> Iterator[str]:
    yield from (name for name in given if name != "id")
    for text in given.getlist("id"):
        if whole_number(text) is None:
            yield f"id={text}"


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
