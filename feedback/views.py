"""Pages where anybody tells us something, and the one where a report is answered.

The open ones set no cookie: a signed stamp in the form stands in for Django's CSRF
token. There is no session in them that another site could use.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.held import keeps_typed
from accounts.signed_in import user_of
from accounts.throttle import HOUR, Limit, sender, wait_for
from events.receipts import once
from events.transitions import StateChanged
from feedback.access import get_answerable_report, get_reportable_activity
from feedback.forms import AnswerForm, MissedForm, OpenForm, ReportForm
from feedback.models import Missed, Report
from feedback.wishes import asked_for, municipality_of

FROM_ONE_ADDRESS = Limit(10, HOUR)
FROM_EVERYBODY = Limit(300, HOUR)
# Its people get a mail for each.
ABOUT_ONE_ENTRY = Limit(20, 24 * HOUR)


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_reportable_activity(pk)
    new = Report(activity=activity, language=get_language() or "fi")
    form = ReportForm(_posted(request), instance=new)
    context = {"form": form, "activity": activity, "noindex": True}
    if request.method == "POST":
        thanks = reverse("feedback:reported", args=[pk])
        limits = {f"about-{pk}": ABOUT_ONE_ENTRY}
        if response := _sent(request, form, new.send, thanks, limits):
            return response
    return _page(request, "feedback/report.html", context)


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def missed(request: HttpRequest) -> HttpResponse:
    new = Missed(language=get_language() or "fi")
    form = MissedForm(_posted(request), instance=new, initial=asked_for(request.GET))

    def save() -> None:
        new.municipality = municipality_of(new)
        new.save()

    if request.method == "POST":
        thanks = reverse("feedback:told")
        if response := _sent(request, form, save, thanks, {}):
            return response
    return _page(request, "feedback/missed.html", {"form": form, "noindex": True})


@login_not_required
@never_cache
@require_safe
def reported(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_reportable_activity(pk)
    context = {"activity": activity, "noindex": True}
    return render(request, "feedback/reported.html", context)


@login_not_required
@never_cache
@require_safe
def told(request: HttpRequest) -> HttpResponse:
    return render(request, "feedback/told.html", {"noindex": True})


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    found = get_answerable_report(user, pk)
    form = AnswerForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        text, outcome = (form.cleaned_data[n] for n in ("answer_text", "outcome"))
        try:
            found.answer(user, text, outcome)
            messages.success(request, _("Thank you. The report is answered."))
        except StateChanged:
            messages.info(request, _("Somebody has answered this report already."))
        return redirect("feedback:answer", pk)
    context = {"form": form, "report": found, "activity": found.activity}
    return render(request, "feedback/answer.html", context)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _sent(
    request: HttpRequest,
    form: OpenForm,
    act: Callable[[], None],
    thanks: str,
    limits: dict[str, Limit],
) -> HttpResponse | None:
    """The way on from a form that is all right; None when something is left to do."""
    if form.is_by_a_program:
        return redirect(thanks)
    if not form.is_valid():
        return None
    who = f"{form.purpose}-from-{sender(request)}"
    whole = {who: FROM_ONE_ADDRESS, form.purpose: FROM_EVERYBODY}
    if minutes := wait_for(whole | limits):
        text = _("You have tried many times. Wait {minutes} min and try again.")
        form.add_error(None, text.format(minutes=minutes))
        form.throttled = minutes
        return None

    def do() -> str:
        act()
        return thanks

    return redirect(once(form.token, None, do))


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    minutes = context["form"].throttled
    response = render(request, template, context, status=429 if minutes else 200)
    if minutes:
        response.headers["Retry-After"] = str(minutes * 60)
    return response
