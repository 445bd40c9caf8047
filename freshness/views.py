"""The pages that reminders lead to: each with one button, and none needs signing in.

Whoever has the link may do the one thing that it is for: it stands in for the session
and for Django's CSRF token, so these pages set no cookie.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.links import LinkBroken, LinkExpired
from freshness import details
from freshness.forms import HandOverForm
from freshness.links import read_confirm, read_reminders
from organisations.models import Organisation

View = Callable[[HttpRequest, str], HttpResponse]


def opened_by_link(view: View) -> View:
    """A page of its own for a link that is too old or was cut on its way."""

    @csrf_exempt
    @login_not_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        try:
            return view(request, token)
        except LinkExpired:
            return _useless(request, "expired", 410)
        except LinkBroken:
            return _useless(request, "broken", 404)

    return page


@opened_by_link
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    link = read_confirm(token)
    if not link.is_member:
        return _useless(request, "refused", 403)
    if request.method == "POST":
        if not link.is_done:
            link.activity.confirm(link.user)
        return redirect("freshness:confirm", token)
    context = {
        "activity": link.activity,
        "done": link.is_done,
        "when": details.when(link.activity),
        "where": details.where(link.activity),
        "contact": details.contact(link.activity),
        "noindex": True,
    }
    return render(request, "freshness/confirm.html", context)


@opened_by_link
def reminders(request: HttpRequest, token: str) -> HttpResponse:
    """Who gets my reminders instead of me, in each of my organisations."""
    user = read_reminders(token)
    posted = request.POST.get("organisation")
    for organisation in Organisation.objects.editable_by(user):
        if posted == str(organisation.pk):
            form = HandOverForm(organisation, user, data=request.POST)
            if form.now or form.is_valid():
                form.save()
            break
    if request.method == "POST":
        return redirect("freshness:reminders", token)
    mine = Organisation.objects.editable_by(user)
    context = {"forms": [HandOverForm(one, user) for one in mine], "noindex": True}
    return render(request, "freshness/reminders.html", context)


def _useless(request: HttpRequest, why: str, status: int) -> HttpResponse:
    context = {"why": why, "noindex": True}
    return render(request, "freshness/useless.html", context, status=status)
