"""One entry for its editors: how it stands, what to do, what shows at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.signed_in import user_of
from activities.history import history as history_of
from activities.models import Activity
from events.receipts import new_token
from freshness.link_checks import LinkCheck
from workspace.access import get_own_activity
from workspace.meetings import cancelled, coming
from workspace.needs import entries_of, with_rows
from workspace.rows import Row, rows_of
from workspace.truths import BreakForm, CancelForm, ContactsForm, IntervalForm

LATEST = 5


@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, get_own_activity(user_of(request), pk))


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    own = get_own_activity(user_of(request), pk)
    context = {
        "row": row_of(request, own),
        "lines": history_of(own, for_moderator=False),
    }
    return render(request, "workspace/history.html", context)


def show(request: HttpRequest, own: Activity, **wrong: Any) -> HttpResponse:
    """The page, with the forms that still have something to mend."""
    row = row_of(request, own)
    entry = row.activity
    context = {
        "row": row,
        "activity": entry,
        "is_public": entry.public_version is not None,
        "coming": coming(entry),
        "cancelled": cancelled(entry),
        "cancel_form": CancelForm(entry, initial={"token": new_token()}),
        "break_form": BreakForm(initial={"until": entry.break_until}),
        "contacts_form": ContactsForm(instance=entry),
        "interval_form": IntervalForm(initial={"months": entry.check_interval}),
        "open_contacts": "contacts_form" in wrong,
        "token": new_token(),
        "lines": history_of(entry, for_moderator=False)[:LATEST],
        "broken": LinkCheck.objects.about([entry]).broken(),
    }
    return render(request, "workspace/activity.html", context | wrong)


def row_of(request: HttpRequest, own: Activity) -> Row:
    entries = with_rows(entries_of(user_of(request)).filter(pk=own.pk))
    return rows_of(entries)[0]
