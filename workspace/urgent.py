"""Urgent truths: each shows at once, is logged, and waits for no approval."""

import datetime as dt
from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.held import keeps_typed
from accounts.signed_in import user_of
from activities import wording
from activities.models import Activity
from events.receipts import once
from events.transitions import StateChanged
from workspace.access import get_editable_activity
from workspace.activity import show
from workspace.meanwhile import told_when_changed
from workspace.meetings import label_of
from workspace.truths import BreakForm, CancelForm, ContactsForm, IntervalForm


@keeps_typed
@require_POST
@told_when_changed
def cancel_date(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _published(request, pk)
    form = CancelForm(activity, request.POST)

    def act() -> str:
        day, at = form.cleaned_data["day"], form.cleaned_data["at"]
        activity.cancel_date(user_of(request), day, at, **form.reasons)
        return reverse("workspace:activity", args=[pk])

    if form.is_valid():
        try:
            address = once(form.cleaned_data["token"], user_of(request), act)
        except ValidationError as error:
            form.add_error("when", error.messages[0])
        else:
            day = label_of(form.cleaned_data["day"], form.cleaned_data["at"])
            messages.success(request, _("Cancelled: {date}").format(date=day))
            return redirect(address)
    return show(request, activity, cancel_form=form)


@require_POST
def restore_date(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    activity = _published(request, pk)
    day = activity.cancelled_dates.filter(pk=number).first()
    if day is not None:
        # Restored meanwhile is as good.
        with suppress(StateChanged):
            activity.restore_date(user_of(request), day.date, day.starts_at)
        text = _("The session takes place: {date}")
        label = label_of(day.date, day.starts_at)
        messages.success(request, text.format(date=label))
    return redirect("workspace:activity", pk)


@require_POST
def full(request: HttpRequest, pk: int) -> HttpResponse:
    return _set_full(request, pk, now_full=True)


@require_POST
def not_full(request: HttpRequest, pk: int) -> HttpResponse:
    return _set_full(request, pk, now_full=False)


def _set_full(request: HttpRequest, pk: int, *, now_full: bool) -> HttpResponse:
    activity = _published(request, pk)
    if activity.full is not now_full:
        activity.set_full(user_of(request), now_full)
    text = _("Marked as full.") if now_full else _("Marked: there is room again.")
    messages.success(request, text)
    return redirect("workspace:activity", pk)


@require_POST
def set_break(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _published(request, pk)
    form = BreakForm(request.POST)
    if not form.is_valid():
        return show(request, activity, break_form=form)
    until: dt.date = form.cleaned_data["until"]
    if activity.break_until != until:
        activity.set_break(user_of(request), until)
    text = _("On a break until {date}").format(date=wording.date(until))
    messages.success(request, text)
    return redirect("workspace:activity", pk)


@require_POST
def end_break(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _published(request, pk)
    if activity.break_until is not None:
        activity.set_break(user_of(request), None)
    messages.success(request, _("The break is over."))
    return redirect("workspace:activity", pk)


@keeps_typed
@require_POST
def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_editable_activity(user_of(request), pk)
    with transaction.atomic():
        locked = get_object_or_404(Activity.objects.select_for_update(), pk=pk)
        form = ContactsForm(request.POST, instance=locked)
        if form.is_valid():
            form.save_changes(user_of(request))
            messages.success(request, _("The contact details are saved."))
            return redirect("workspace:activity", pk)
    return show(request, activity, contacts_form=form)


@require_POST
def interval(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_editable_activity(user_of(request), pk)
    form = IntervalForm(request.POST)
    if not form.is_valid():
        return show(request, activity, interval_form=form)
    if activity.check_interval != form.cleaned_data["months"]:
        activity.set_interval(user_of(request), form.cleaned_data["months"])
    messages.success(request, _("Saved."))
    return redirect("workspace:activity", pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _published(request, pk)
    activity.confirm(user_of(request))
    text = _("Thank you. Marked as checked on {date}. Next check: {next_date}.")
    dates = (activity.checked_on, activity.check_due_on)
    checked, following = (wording.date(day) for day in dates if day)
    messages.success(request, text.format(date=checked, next_date=following))
    if request.POST.get("from") == "home":
        return redirect("workspace:home")
    return redirect("workspace:activity", pk)


@require_POST
@told_when_changed
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _published(request, pk)
    if activity.withdrawn_at is None:
        activity.withdraw(user_of(request))
    messages.success(
        request, _("The activity is no longer public. You can bring it back.")
    )
    return redirect("workspace:activity", pk)


@require_POST
@told_when_changed
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    activity = _published(request, pk)
    if activity.withdrawn_at is not None:
        activity.bring_back(user_of(request))
    messages.success(request, _("The activity is public again."))
    return redirect("workspace:activity", pk)


def _published(request: HttpRequest, pk: int) -> Activity:
    """What was never public has nothing that shows at once."""
    activity = get_editable_activity(user_of(request), pk)
    if activity.public_version is None:
        raise Http404
    return activity
