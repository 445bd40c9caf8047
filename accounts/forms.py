"""Forms of the account: allauth's, with our words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import passwords
from accounts.models import User

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12}


class Worded:
    """Replaces allauth's labels and hints, some of which stand inside the fields."""

    words: dict[str, tuple[Any, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
        for field in self.fields.values():
            field.error_messages["required"] = _("Fill in this field.")
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _(
                    "Write the address like this: name@example.org"
                )


class AccountForm(Worded, forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name", "language")
        labels = {"name": _("First name and last name")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
        }


class SignInForm(Worded, account.LoginForm):
    words = {
        "login": (_("Email address"), ""),
        "password": (_("Password"), ""),
        "remember": (_("Keep me signed in on this device"), ""),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # A password manager looks for this one beside a password.
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignUpForm(Worded, account.SignupForm):
    name = forms.CharField(
        label=_("First name and last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    language = User._meta.get_field("language").formfield()
    field_order = ("name", "email", "language", "password1")
    account_already_exists: bool
    words = {
        "email": (_("Email address"), ""),
        "password1": (_("Password"), passwords.HINT),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].initial = get_language()

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists:
            # Takes as long as a new account, so that the time tells nothing.
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except (IntegrityError, forms.ValidationError):
            # Pressed twice: the other request has made the account meanwhile.
            email = self.cleaned_data["email"].lower()
            if not User.objects.filter(email=email).exists():
                raise
            self.account_already_exists = True
            return super().try_save(request)


class EmailForm(Worded, account.AddEmailForm):
    words = {"email": (_("New email address"), "")}


class ResetForm(Worded, account.ResetPasswordForm):
    words = {"email": (_("Email address"), "")}


class OnePassword(Worded):
    """Typed once: it can be shown, pasted and reset."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["password2"]

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self)  # type: ignore[arg-type,return-value]


class ChangePasswordForm(OnePassword, account.ChangePasswordForm):
    words = {
        "oldpassword": (_("Present password"), ""),
        "password1": (_("New password"), passwords.HINT),
    }


class SetPasswordForm(OnePassword, account.SetPasswordForm):
    words = {"password1": (_("New password"), passwords.HINT)}


class ResetKeyForm(OnePassword, account.ResetPasswordKeyForm):
    words = {"password1": (_("New password"), passwords.HINT)}


class ConfirmPasswordForm(Worded, account.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


class CodeForm(Worded, mfa.AuthenticateForm):
    code = forms.CharField(
        label=_("The 6-digit code from your app"),
        help_text=_("You can also write one of your recovery codes."),
        widget=forms.TextInput(attrs=CODE),
    )

    def save(self) -> None:
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            adapter = get_adapter()
            adapter.send_notification_mail("mfa/email/recovery_code_used", self.user)


class ConfirmCodeForm(Worded, mfa.ReauthenticateForm):
    code = forms.CharField(
        label=_("The 6-digit code from your app"),
        help_text=_("You can also write one of your recovery codes."),
        widget=forms.TextInput(attrs=CODE),
    )


class ActivateAppForm(Worded, totp.ActivateTOTPForm):
    code = forms.CharField(
        label=_("The 6-digit code from your app"),
        widget=forms.TextInput(attrs=CODE),
    )


class PasskeyForm(Worded, webauthn.AddWebAuthnForm):
    words = {
        "name": (_("Name"), _("So that you know it later, for example: My phone")),
        "passwordless": (_("Sign in with this passkey alone, without a password"), ""),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["passwordless"].initial = True


class PasskeyNameForm(Worded, webauthn.EditWebAuthnForm):
    words = {"name": (_("Name"), _("So that you know it later, for example: My phone"))}
