"""The home page: search, themes, languages, regions and what is new."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.models.choices import Kind
from activities.prepared import draw_today
from regions.models import Region
from search.answering import ask, counts_of
from search.everyone import for_everyone
from search.landing import SECTIONS, Entry, entries
from search.selection import Selection

THEMES, LANGUAGES, NEW = 12, 10, 3
# Themes and their icons in the sprite.
PICTURES = {
    "finnish": "book",
    "swedish": "book",
    "literacy": "pencil",
    "own-language": "speech",
    "work": "bag",
    "entrepreneurship": "bag",
    "study": "pencil",
    "digital": "screen",
    "everyday": "info",
    "permits-law": "info",
    "housing": "home",
    "money": "euro",
    "sport": "ball",
    "culture-arts": "needle",
    "crafts": "needle",
    "cooking": "pot",
    "nature": "pin",
    "parenting": "child",
    "society": "flag",
    "participation": "speech",
    "together": "people",
}


@for_everyone
@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    themes = _most(entries(SECTIONS["theme"], counts_of("theme")))
    languages = _most(entries(SECTIONS["language"], counts_of("language")))
    every_region = dict.fromkeys(
        Region.objects.active().values_list("code", flat=True), 0
    )
    newest = Activity.objects.public().of_kind(Kind.ACTIVITY).newest_first()
    context = {
        "total": ask(Selection()).total,
        "themes": [(e, PICTURES.get(e.term.code, "heart")) for e in themes[:THEMES]],
        "languages": [
            entry for entry in languages if entry.term.code != get_language()
        ][:LANGUAGES],
        "regions": entries(SECTIONS["region"], {**every_region, **counts_of("region")}),
        "online": counts_of("online").get("1", 0),
        "new": [draw_today(activity) for activity in newest.with_card()[:NEW]],
    }
    return render(request, "search/home.html", context)


def _most(found: list[Entry]) -> list[Entry]:
    return sorted(found, key=lambda entry: -entry.count)
