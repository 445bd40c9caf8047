"""The gallery of components at /styleguide/, for developers (DEBUG only)."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

LANGUAGES: list[dict[str, Any]] = [
    {"code": "fi", "autonym": "suomi", "dir": "ltr", "asked": False},
    {"code": "ar", "autonym": "العربية", "dir": "rtl", "asked": True},
    {"code": "so", "autonym": "Soomaali", "dir": "ltr", "asked": False},
]
# What a page from right to left, and a few words in another one, are made of.
RTL: dict[str, Any] = {
    "languages": [
        {"code": "ar", "autonym": "العربية"},
        {"code": "fa", "autonym": "فارسی"},
        {"code": "prs", "autonym": "دری"},
    ],
    "person": "مريم",
    "typed": "مقهى 17–19",
    "title": "مقهى لغوي",
    "theme": "اللغة",
    "removes": "إزالة",
    "summary": "نتحدث الفنلندية مع القهوة كل يوم خميس من الساعة 17 إلى 19.",
    "crumbs": [("#rtl", "Uusimaa"), ("#rtl", "اللغة")],
}


class SampleForm(forms.Form):
    """One field of each kind, one of them wrong."""

    name = forms.CharField(
        label="Name of the activity",
        help_text="Say in the name what people do.",
    )
    about = forms.CharField(label="In short", widget=forms.Textarea, required=False)
    day = forms.MultipleChoiceField(
        label="On which days?",
        choices=[("mo", "Monday"), ("tu", "Tuesday")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sort = forms.ChoiceField(label="Sort by", choices=[("best", "Best match first")])
    free = forms.BooleanField(label="Free", required=False)


def icon_names() -> list[str]:
    sprite = settings.BASE_DIR / "static" / "icons.svg"
    return re.findall(r'id="([a-z]+)"', sprite.read_text())


def text(value: str, lang: str = "en", direction: str = "ltr") -> dict[str, object]:
    return {
        "value": value,
        "lang": lang,
        "dir": direction,
        "is_fallback": lang != "en",
    }


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    context = {
        "languages": LANGUAGES,
        "days": [("Thu", "Thursday")],
        "form": SampleForm({"name": "", "sort": "best"}),
        "icons": icon_names(),
        "page": Paginator(range(240), 20).page(6),
        "crumbs": [("#", "Uusimaa"), ("#", "Helsinki")],
        "rtl": RTL
        | {
            "texts": [
                text("مقهى لغوي: Kotikulma ry, Helsinki (2. krs).", "ar", "rtl"),
                text("کافهٔ زبان در Kallio، پنجشنبه‌ها ساعت 17.", "fa", "rtl"),
                text("قهوه‌خانهٔ زبان در Helsinki، ساعت 17.", "prs", "rtl"),
            ]
        },
        "texts": [text("Kahvia ja puhetta.", "fi"), text("قهوة وحديث", "ar", "rtl")],
    }
    return render(request, "styleguide.html", context)
