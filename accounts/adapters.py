"""Where allauth asks us: words of errors, mails through the outbox, other devices."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts import attempts
from accounts.devices import sign_out_elsewhere
from accounts.models import User
from accounts.second_step import has_second_step
from accounts.throttle import HOUR, Limit, fingerprint, network, wait_for
from events import outbox

WRONG_CODE = _("The code does not work. Wait for a new code and try again.")
# A stranger who types an address makes us write to it: so many are enough.
TO_ONE_ADDRESS = Limit(6, 6 * HOUR)
BY_STRANGERS = (
    "already_exists",
    "email_confirmation",
    "email_confirmation_signup",
    "password_reset_key",
    "unknown_account",
)
TOO_MANY = _("You tried many times in a short while. Try again in a few minutes.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _(
            "The email address or password is wrong. Try again or reset your password."
        ),
        "enter_current_password": _("This is not your present password. Try again."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("The password is wrong. Try again."),
        "invalid_login": _("Write your email address and your password."),
        "invalid_password_reset": _("The link does not work any more."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """By network, too: guessing elsewhere shuts nobody out."""
        return f"{fingerprint(credentials.get('email', ''))}:{network(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if attempts.is_shut(request, credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        attempts.note_failure(credentials.get("email", ""))

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        super().save_user(request, user, form, commit=False)
        user.name = form.cleaned_data["name"]
        user.language = form.cleaned_data["language"]
        if commit:
            user.full_clean()
            user.save()
        return user

    def set_password(self, user: User, password: str) -> None:
        """A new password ends every session but the one in which it was given."""
        super().set_password(user, password)
        sign_out_elsewhere(user, current.request.session.session_key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Through the outbox, as templates/mail/account_….txt."""
        name = template_prefix.rpartition("/")[2].removeprefix("account_")
        if name in BY_STRANGERS and self._has_enough(name, email):
            return
        about = context.get("user") or self._known(email)
        ours = {"email": email, "contact": settings.CONTACT_EMAIL}
        values = context | ours
        if about and about.email == email:
            outbox.post(f"account_{name}", about, values)
        else:
            language = about.language if about else get_language() or "fi"
            outbox.post(f"account_{name}", email, values, language=language)

    def _has_enough(self, name: str, email: str) -> bool:
        """Said to nobody: the mails that were sent work as well."""
        return bool(wait_for({f"mail-{name}-{fingerprint(email)}": TO_ONE_ADDRESS}))

    def _known(self, email: str) -> User | None:
        """Whose address it is, or was until this request."""
        found = User.objects.filter(email=email).first()
        if found is None and self.request.user.is_authenticated:
            return self.request.user  # type: ignore[no-any-return]
        return found

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": gettext("Use your password"),
            "mfa_reauthenticate": gettext("Use a code from your app"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


class TwoStepAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Your role needs two-step sign-in. Add another way before you remove this."
        ),
        "cannot_generate_recovery_codes": _("Set up two-step sign-in first."),
        "unverified_email": _("Confirm your email address first."),
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Moderators and administrators keep one way at least."""
        user = authenticator.user
        return not user.decides or has_second_step(user, besides=authenticator)

    def _get_site_name(self) -> str:
        return "Kotopolku"
