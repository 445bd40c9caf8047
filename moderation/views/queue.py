"""The queue, and who has taken what of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import user_of
from moderation import access
from moderation.kinds import KINDS
from moderation.models import Claim, TakenError
from moderation.queue import Queue

if TYPE_CHECKING:
    from accounts.models import User

GET_TARGET: dict[str, Callable[["User", int], Model]] = {
    "version": access.get_moderated_version,
    "organisation": access.get_moderated_organisation,
    "join_request": access.get_moderated_join_request,
    "report": access.get_moderated_report,
}


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    access.require_moderator(user_of(request))
    waiting = Queue(request)
    context = {
        "page": waiting.page(request.GET.get("page")),
        "form": waiting.form,
        "filtered": any(request.GET.get(name) for name in waiting.form.fields),
    }
    return render(request, "moderation/queue.html", context)


@require_POST
def take(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Start review: the first to press has it."""
    user = user_of(request)
    target: Any = _target(user, kind, pk)
    access.refuse_own_things(user, KINDS[kind].organisation_of(target))
    try:
        Claim.objects.take(target, user)
    except TakenError as taken:
        text = _("{name} was faster and is reviewing this.")
        messages.warning(request, text.format(name=taken.claim.by))
    return redirect(KINDS[kind].url(pk))


@require_POST
def release(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    user = user_of(request)
    if Claim.objects.release(_target(user, kind, pk), user):
        messages.success(request, _("Anybody can take the review now."))
    return redirect(KINDS[kind].url(pk))


def _target(user: "User", kind: str, pk: int) -> Model:
    if kind not in GET_TARGET:
        raise Http404
    return GET_TARGET[kind](user, pk)
