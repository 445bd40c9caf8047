"""When somebody else was faster: a message instead of an error."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from events.transitions import StateChanged

View = Callable[..., HttpResponse]


def told_when_changed(view: View) -> View:
    """Lead back to the entry, and say that it is not as it was."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int, **others: Any) -> HttpResponse:
        try:
            return view(request, pk, **others)
        except StateChanged:
            messages.warning(
                request, _("Somebody changed this meanwhile. See how it is now.")
            )
            return redirect("workspace:activity", pk)

    return wrapped
