"""My account: who I am, how I sign in, and where I am signed in."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.devices import devices_of, sign_out_elsewhere
from accounts.forms import AccountForm
from accounts.models import User
from accounts.own_data import CannotClose, close, everything_about, hindrances
from accounts.second_step import has_second_step
from accounts.signed_in import user_of


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details are saved."))
        return redirect("account_home")
    context = {
        "form": form,
        "two_steps": has_second_step(user),
        "devices": len(devices_of(user, request.session.session_key)),
    }
    return render(request, "account/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    user, here = user_of(request), request.session.session_key
    if request.method == "POST":
        sign_out_elsewhere(user, here)
        messages.success(request, _("You are signed out on your other devices."))
        return redirect("account_sessions")
    return render(request, "account/sessions.html", {"devices": devices_of(user, here)})


@require_safe
@reauthentication_required  # type: ignore[untyped-decorator]
def own_information(request: HttpRequest) -> HttpResponse:
    """All that is kept of them, as a file (GDPR, articles 15 and 20)."""
    return JsonResponse(
        everything_about(user_of(request)),
        encoder=DjangoJSONEncoder,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": 'attachment; filename="kotopolku.json"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def close_account(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if request.method == "POST":
        try:
            close(user)
        except CannotClose:
            # The page says what stands in the way now.
            return redirect("account_close")
        logout(request)
        messages.success(request, _("Your account has been deleted."))
        return redirect("account_login")
    return render(request, "account/close.html", {"hindrances": hindrances(user)})


# allauth's own views of the codes write to the database when they are looked at.
@require_safe
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def recovery_codes(request: HttpRequest) -> HttpResponse:
    codes = unused_codes(user_of(request))
    return render(request, "mfa/recovery_codes/index.html", {"codes": codes})


@require_safe
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def recovery_codes_file(request: HttpRequest) -> HttpResponse:
    text = "\n".join([*unused_codes(user_of(request)), ""])
    name = 'attachment; filename="kotopolku.txt"'
    headers = {"Content-Disposition": name}
    return HttpResponse(text, content_type="text/plain", headers=headers)


def unused_codes(user: User) -> list[str]:
    kind = Authenticator.Type.RECOVERY_CODES
    codes = get_object_or_404(Authenticator, user=user, type=kind).wrap()
    return list(codes.get_unused_codes())
