"""The pages of the form, drawn from what was saved."""

import json
from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from accounts.held import typed
from activities import wording
from activities.models import Activity, Version
from activities.models.choices import VersionState
from activities.pages import page_of
from activities.recurrence import HELSINKI, occurrences
from activities.submission import missing
from activities.texts import LANGUAGES, text_of
from activities.translated import FIELDS
from portal.rules import CHECKLIST
from workspace.forms.base import StepForm
from workspace.forms.place import doubts
from workspace.remarks import remarks_on
from workspace.saving import Saved, open_version
from workspace.steps import BY_SLUG, STEP_OF, progress

NEXT_DATES = 5


def step_page(
    request: HttpRequest, step: str, version: Version, form: StepForm, **more: Any
) -> HttpResponse:
    context = {
        "activity": version.activity,
        "version": version,
        "title": text_of(version, "title"),
        "step": BY_SLUG[step],
        "number": list(BY_SLUG).index(step) + 1,
        "count": len(BY_SLUG) + 1,
        "steps": progress(version.activity, version, step),
        "form": form,
        "base": form.base(version),
        "problems": [],
        "doubts": doubts(version) if step == "where" else [],
        "remarks": remarks_on(version, step, form),
        "checklist": CHECKLIST,
        "meetings": _meetings(version) if step == "when" else {},
        "saved_at": _clock(version),
        "user_id": request.user.pk,
        "noindex": True,
    }
    return render(request, "workspace/entry/edit.html", context | more)


def saved_page(
    request: HttpRequest, step: str, saved: Saved, *, quiet: bool
) -> HttpResponse:
    """The same step again, with what could not be saved."""
    problems = [] if quiet else saved.problems
    return step_page(
        request,
        step,
        saved.version,
        saved.form,
        problems=problems,
        base=json.dumps(saved.base),
        doubts=saved.doubts,
    )


def answer(request: HttpRequest, step: str, saved: Saved) -> dict[str, Any]:
    """For the script that saves every few seconds."""
    message = _("Saved at {time}").format(time=_clock(saved.version))
    if saved.conflicts:
        message = _("Somebody else changed the same text. Save to see both.")
    elif saved.problems:
        rest = "; ".join(problem.message for problem in saved.problems)
        message = _("Saved at {time}. Not yet saved: {rest}").format(
            time=_clock(saved.version), rest=rest
        )
    answer = {
        "state": "saved" if saved.is_whole else "partly",
        "message": message,
        "base": json.dumps(saved.base),
        "revision": saved.version.revision,
    }
    if step == "when":
        context = {"meetings": _meetings(saved.version)}
        answer["aside"] = render_to_string("workspace/entry/meetings.html", context)
    return answer


def answer_closed() -> dict[str, str]:
    message = _("Somebody sent this entry for approval. Save, and you see what to do.")
    return {"state": "closed", "message": message}


def conflict_page(request: HttpRequest, step: str, saved: Saved) -> HttpResponse:
    shown = {conflict.name for conflict in saved.conflicts}
    stored = json.loads(saved.form.base(saved.version))
    base = saved.base | {name: stored[name] for name in shown}
    kept = [f"keep-{name}" for name in shown]
    context = {
        "activity": saved.version.activity,
        "author": saved.version.author,
        "conflicts": saved.conflicts,
        "typed": typed(request, "base", "autosave", *kept),
        "base": json.dumps(base),
        "step": BY_SLUG[step],
        "noindex": True,
    }
    return render(request, "workspace/entry/conflict.html", context, status=409)


def closed(
    request: HttpRequest,
    activity: Activity,
    version: Version | None,
    held: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """There is no draft to write in: it waits for approval, or has to be started."""
    shown = version or activity.public_version or activity.versions.first()
    context = {
        "activity": activity,
        "title": text_of(shown, "title") if shown else "",
        "waiting": version is not None and version.state == VersionState.SUBMITTED,
        "typed": held or [],
        "noindex": True,
    }
    status = 409 if held else 200
    return render(request, "workspace/entry/closed.html", context, status=status)


def preview_page(
    request: HttpRequest, activity: Activity, *, tried: bool = False
) -> HttpResponse:
    """The public page as it will be, in one language at a time."""
    version = open_version(activity) or activity.public_version
    version = version or activity.versions.first()
    if version is None:
        raise Version.DoesNotExist("An entry begins with a draft.")
    language = request.GET.get("in", version.source_language)
    language = language if language in LANGUAGES else version.source_language
    is_draft = version.state == VersionState.DRAFT
    context = {
        "activity": activity,
        "version": version,
        "title": text_of(version, "title"),
        "shown_in": language,
        "tabs": [(code, get_language_info(code)["name_local"]) for code in LANGUAGES],
        "public": _public_page(request, activity, version, language),
        "steps": progress(activity, version, "preview"),
        "is_draft": is_draft,
        "is_waiting": version.state == VersionState.SUBMITTED,
        "gaps": _gaps(activity, version) if is_draft else [],
        "doubts": doubts(version),
        "untranslated": _untranslated(version, language),
        "tried": tried,
        "noindex": True,
    }
    return render(request, "workspace/entry/preview.html", context)


def _public_page(
    request: HttpRequest, activity: Activity, version: Version, language: str
) -> str:
    shown = copy(activity)
    shown.public_version = version
    shown.checked_on = activity.checked_on or timezone.localdate()
    with override(language):
        context = {"page": page_of(shown), "activity": shown, "preview": True}
        return render_to_string("activities/article.html", context, request)


def _gaps(activity: Activity, version: Version) -> list[tuple[str, str]]:
    """What is missing, with the address where it can be mended."""
    found = []
    for name, message in missing(version).items():
        path = reverse("workspace:edit", args=[activity.pk, STEP_OF.get(name, "what")])
        column = f"{name}_{version.source_language}"
        texts = ("title", *FIELDS)
        anchor = f"id_{column if name in texts else name}"
        found.append((f"{path}#{anchor}", message))
    return found


def _untranslated(version: Version, language: str) -> bool:
    return not getattr(version, f"title_{language}")


def _meetings(version: Version) -> dict[str, Any]:
    """The schedules in words, with the next dates."""
    schedules = version.schedules.prefetch_related("slots", "breaks")
    coming = []
    for one in occurrences(schedules, timezone.localdate()):
        starts = one.starts.astimezone(HELSINKI)
        ends = one.ends.astimezone(HELSINKI).time() if one.ends else None
        coming.append(
            (
                f"{wording.weekday(starts.weekday())} {wording.date(starts.date())}",
                wording.times(starts.time(), ends),
            )
        )
        if len(coming) == NEXT_DATES:
            break
    rules = [wording.rule_in_words(schedule) for schedule in schedules]
    dated = any(schedule.slots.all() for schedule in schedules)
    return {"rules": rules, "coming": coming, "none_left": dated and not coming}


def _clock(version: Version) -> str:
    return time_format(timezone.localtime(version.saved_at), "TIME_FORMAT")
