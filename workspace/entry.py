"""The form of an entry: its steps, the preview, and sending it for approval."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.held import keeps_typed, typed
from accounts.signed_in import user_of
from activities.models import Activity
from activities.models.choices import VersionState
from events.receipts import new_token, once
from events.transitions import StateChanged
from workspace import entry_pages as pages
from workspace.access import get_editable_activity
from workspace.forms.new import NewForm
from workspace.saving import form_of, open_version, save_step, with_rows_moved
from workspace.steps import after


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = NewForm(request.POST or None, user=user_of(request))
    if form.is_valid():
        token = form.cleaned_data["token"]
        return redirect(once(token, user_of(request), form.create))
    form.initial["token"] = new_token()
    return render(request, "workspace/entry/new.html", {"form": form})


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    activity = get_editable_activity(user_of(request), pk)
    if request.method == "POST":
        return _save(request, activity, step)
    version = open_version(activity)
    if version is None or version.state != VersionState.DRAFT:
        return pages.closed(request, activity, version)
    return pages.step_page(request, step, version, form_of(step, version))


def _save(request: HttpRequest, activity: Activity, step: str) -> HttpResponse:
    data = with_rows_moved(step, request.POST)
    do = data.get("do", "")
    try:
        saved = save_step(step, activity, user_of(request), data, request.FILES)
    except StateChanged:
        version = open_version(activity)
        if data.get("autosave"):
            return JsonResponse(pages.answer_closed(), status=409)
        return pages.closed(request, activity, version, typed(request))
    if data.get("autosave"):
        return JsonResponse(pages.answer(request, step, saved))
    if saved.conflicts:
        return pages.conflict_page(request, step, saved)
    rows_moved = do.startswith(("add-", "remove-"))
    doubtful = saved.doubts and saved.doubts != data.getlist("known-doubt")
    if saved.problems or rows_moved or (doubtful and do != "exit"):
        return pages.saved_page(request, step, saved, quiet=rows_moved)
    return redirect(_next(activity, step, do))


def _next(activity: Activity, step: str, do: str) -> str:
    if do == "exit":
        return reverse("workspace:activity", args=[activity.pk])
    following = step if do == "stay" else after(step)
    if following is None:
        return reverse("workspace:preview", args=[activity.pk])
    return reverse("workspace:edit", args=[activity.pk, following])


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_editable_activity(user_of(request), pk)
    return pages.preview_page(request, activity)


@require_POST
def start_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft that begins as the last text; the public one stays as it is."""
    activity = get_editable_activity(user_of(request), pk)
    # Not always the public one: a rejected text is there to be mended.
    newest = activity.versions.first()
    try:
        if newest is not None:
            newest.new_draft(user_of(request))
    except ValidationError as open_already:
        messages.info(request, open_already.messages[0])
    return redirect("workspace:edit", pk, "what")


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_editable_activity(user_of(request), pk)
    version = open_version(activity)
    try:
        if version is None:
            raise StateChanged(activity)
        version.take_back(user_of(request))
    except StateChanged:
        messages.info(request, _("This has changed meanwhile. Look at it again."))
        return redirect("workspace:activity", pk)
    messages.success(request, _("The entry is a draft again. You can go on writing."))
    return redirect("workspace:edit", pk, "what")


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_editable_activity(user_of(request), pk)
    version = open_version(activity)
    try:
        if version is None or str(version.revision) != request.POST.get("revision"):
            raise StateChanged(activity)
        version.submit(user_of(request))
    except ValidationError:
        return pages.preview_page(request, activity, tried=True)
    except StateChanged:
        return _sent_or_changed(request, activity)
    messages.success(
        request,
        _(
            "Thank you. A moderator will read the text. "
            "You will get an email when there is an answer."
        ),
    )
    return redirect("workspace:activity", pk)


def _sent_or_changed(request: HttpRequest, activity: Activity) -> HttpResponse:
    version = open_version(activity)
    if version is not None and version.state == VersionState.DRAFT:
        messages.warning(
            request,
            _("Somebody changed the entry meanwhile. Read it again, then send it."),
        )
        return redirect("workspace:preview", activity.pk)
    messages.info(
        request, _("This has already been sent. You do not need to do anything.")
    )
    return redirect("workspace:activity", activity.pk)
