"""All versions of an entry: to read, to compare, and to go on from an old one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import user_of
from activities.differences import Difference, differences
from activities.models import Activity, Language, Version
from activities.texts import LANGUAGES, text_of
from events.receipts import new_token, once
from workspace.access import get_editable_activity, get_own_activity
from workspace.activity import row_of
from workspace.meanwhile import told_when_changed


class CompareForm(forms.Form):
    old = forms.TypedChoiceField(label=gettext_lazy("Earlier version"), coerce=int)
    new = forms.TypedChoiceField(label=gettext_lazy("Later version"), coerce=int)

    def __init__(self, numbers: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            field: Any = self.fields[name]
            field.choices = [(number, number) for number in numbers]


@dataclass(frozen=True)
class Compared:
    """A difference with the name of its language."""

    difference: Difference
    language: str


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_own_activity(user_of(request), pk)
    found = activity.versions.select_related("author").defer("tokens")
    numbers = [version.number for version in found]
    initial = {"old": numbers[1], "new": numbers[0]} if len(numbers) > 1 else {}
    context = {
        "row": row_of(request, activity),
        "versions": found,
        "public": activity.public_version_id,
        "form": CompareForm(numbers, initial=initial),
        "can_compare": len(numbers) > 1,
        "can_restore": not any(version.is_open for version in found),
        "token": new_token(),
    }
    return render(request, "workspace/versions.html", context)


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Field by field: what changed first, and what is the same after it."""
    activity = get_own_activity(user_of(request), pk)
    numbers = list(activity.versions.values_list("number", flat=True))
    form = CompareForm(numbers, request.GET)
    context: dict[str, Any] = {"form": form, "row": row_of(request, activity)}
    if form.is_valid():
        chosen = (form.cleaned_data["old"], form.cleaned_data["new"])
        old, new = (_version(activity, number) for number in sorted(chosen))
        found = _named(differences(old, new))
        context |= {
            "old": old,
            "new": new,
            "changed": [one for one in found if one.difference.changed],
            "same": [one for one in found if not one.difference.changed],
        }
    return render(request, "workspace/compare.html", context)


@require_POST
@told_when_changed
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A new draft with the content of an old version."""

    def act() -> str:
        _version(activity, number).new_draft(user_of(request))
        return reverse("workspace:activity", args=[pk])

    activity = get_editable_activity(user_of(request), pk)
    try:
        address = once(request.POST.get("token", ""), user_of(request), act)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("workspace:versions", pk)
    text = _("There is a new draft with the content of version {number}.")
    messages.success(request, text.format(number=number))
    return redirect(address)


def _version(activity: Activity, number: int) -> Version:
    return get_object_or_404(activity.versions, number=number)


def _named(found: list[Difference]) -> list[Compared]:
    codes = {one.language for one in found} - {""}
    others = Language.objects.filter(code__in=codes.difference(LANGUAGES))
    names = {code: get_language_info(code)["name_translated"] for code in LANGUAGES}
    names |= {one.code: text_of(one, "name").value for one in others}
    return [Compared(one, names.get(one.language, one.language)) for one in found]
