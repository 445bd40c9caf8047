"""The decision page of one version."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.held import keeps_typed
from accounts.signed_in import user_of
from activities.areas import areas_of
from activities.history import history
from activities.models import Decision
from activities.texts import text_of
from events.transitions import StateChanged
from moderation.access import (
    get_moderated_version,
    refuse_own_things,
)
from moderation.decisions import NotAsRead, Review, decide
from moderation.forms import COMMENT, DecisionForm

CONFLICT = 409


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    review = Review(get_moderated_version(user, pk), user)
    if request.method != "POST":
        return page(request, review, review.form())
    refuse_own_things(user, review.organisation)
    if review.taken_by_other:
        return page(request, review, review.form(request.POST), CONFLICT)
    try:
        review.compare(request.POST)
        form = review.form(request.POST)
        if not form.is_valid():
            return page(request, review, form)
        decide(review, form)
    except (NotAsRead, StateChanged):
        now = Review(get_moderated_version(user, pk), user, review.changed_since)
        return page(request, now, now.form_again(request.POST), CONFLICT)
    text = _("The decision is saved. The organisation will get a message.")
    messages.success(request, text)
    return redirect("moderation:queue")


def page(
    request: HttpRequest, review: Review, form: DecisionForm, status: int = 200
) -> HttpResponse:
    rows = [(one, form[f"{COMMENT}{one.column}"]) for one in review.fields]
    decided = review.version.decisions.select_related("by").first()
    context = {
        "review": review,
        "version": review.version,
        "activity": review.version.activity,
        "organisation": review.organisation,
        "title": text_of(review.version, "title"),
        "areas": areas_of(review.version),
        "changed": [row for row in rows if row[0].changed],
        "unchanged": [row for row in rows if not row[0].changed],
        "form": form,
        "can_decide": review.waits and not (review.is_own or review.taken_by_other),
        "conflict": status == CONFLICT and not review.taken_by_other,
        "decided": decided if not review.waits else None,
        "history": history(review.version.activity, for_moderator=True),
        "verdict": Decision.Verdict,
    }
    return render(request, "moderation/version.html", context, status=status)
