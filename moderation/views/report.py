"""A report of a mistake that its organisation did not answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.signed_in import user_of
from events.transitions import StateChanged
from feedback.models import Report
from moderation.access import get_moderated_report, refuse_own_things
from moderation.models import Claim
from organisations.impartiality import is_own


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it, and close it without an answer; answering has a page of its own."""
    user = user_of(request)
    found = get_moderated_report(user, pk)
    claim = Claim.objects.in_force().of(found).select_related("by").first()
    own = is_own(found.activity.organisation, user)
    free = claim is None or claim.by_id == user.pk
    if request.method == "POST":
        refuse_own_things(user, found.activity.organisation)
        if free and _close(request, found):
            return redirect("moderation:queue")
        return redirect("moderation:report", pk)
    context = {
        "report": found,
        "activity": found.activity,
        "waits": found.is_open,
        "claim": claim,
        "own": own,
        "can_decide": found.is_open and free and not own,
    }
    return render(request, "moderation/report.html", context)


def _close(request: HttpRequest, found: Report) -> bool:
    try:
        found.close(user_of(request))
    except StateChanged:
        messages.info(request, _("Somebody has answered this report already."))
        return False
    Claim.objects.of(found).delete()
    messages.success(request, _("The report is closed."))
    return True
