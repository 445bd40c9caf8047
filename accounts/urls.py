"""allauth's views under path words of our own; allauth looks them up by these names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path
from django.utils.translation import pgettext_lazy

from accounts import views

reset = [
    path("", account.password_reset, name="account_reset_password"),
    path(
        pgettext_lazy("path", "sent/"),
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        pgettext_lazy("path", "done/"),
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # Only a pattern can say where the first hyphen is.
    re_path(
        r"^(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

urlpatterns = [
    path("", views.home, name="account_home"),
    path(pgettext_lazy("path", "sign-in/"), account.login, name="account_login"),
    path(pgettext_lazy("path", "sign-out/"), account.logout, name="account_logout"),
    path(pgettext_lazy("path", "sign-up/"), account.signup, name="account_signup"),
    path(
        pgettext_lazy("path", "closed/"),
        account.account_inactive,
        name="account_inactive",
    ),
    path(
        pgettext_lazy("path", "confirm-it-is-you/"),
        account.reauthenticate,
        name="account_reauthenticate",
    ),
    path(pgettext_lazy("path", "email/"), account.email, name="account_email"),
    path(
        pgettext_lazy("path", "confirm-email/"),
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path(
        pgettext_lazy("path", "confirm-email/<str:key>/"),
        account.confirm_email,
        name="account_confirm_email",
    ),
    path(
        pgettext_lazy("path", "password/"),
        account.password_change,
        name="account_change_password",
    ),
    path(
        pgettext_lazy("path", "new-password/"),
        account.password_set,
        name="account_set_password",
    ),
    path(pgettext_lazy("path", "reset-password/"), include(reset)),
    path(pgettext_lazy("path", "devices/"), views.sessions, name="account_sessions"),
    path(
        pgettext_lazy("path", "my-information/"),
        views.own_information,
        name="account_own_data",
    ),
    path(pgettext_lazy("path", "close/"), views.close_account, name="account_close"),
    path(pgettext_lazy("path", "two-step/"), mfa.index, name="mfa_index"),
    path(
        pgettext_lazy("path", "two-step/sign-in/"),
        mfa.authenticate,
        name="mfa_authenticate",
    ),
    path(
        pgettext_lazy("path", "two-step/confirm-it-is-you/"),
        mfa.reauthenticate,
        name="mfa_reauthenticate",
    ),
    path(
        pgettext_lazy("path", "two-step/app/"),
        totp.activate_totp,
        name="mfa_activate_totp",
    ),
    path(
        pgettext_lazy("path", "two-step/app/remove/"),
        totp.deactivate_totp,
        name="mfa_deactivate_totp",
    ),
    path(
        pgettext_lazy("path", "two-step/recovery-codes/"),
        views.recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        pgettext_lazy("path", "two-step/recovery-codes/new/"),
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        pgettext_lazy("path", "two-step/recovery-codes/file/"),
        views.recovery_codes_file,
        name="mfa_download_recovery_codes",
    ),
    path(
        pgettext_lazy("path", "passkeys/"),
        webauthn.list_webauthn,
        name="mfa_list_webauthn",
    ),
    path(
        pgettext_lazy("path", "passkeys/new/"),
        webauthn.add_webauthn,
        name="mfa_add_webauthn",
    ),
    path(
        pgettext_lazy("path", "passkeys/sign-in/"),
        webauthn.login_webauthn,
        name="mfa_login_webauthn",
    ),
    path(
        pgettext_lazy("path", "passkeys/confirm-it-is-you/"),
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        pgettext_lazy("path", "passkeys/<int:pk>/remove/"),
        webauthn.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        pgettext_lazy("path", "passkeys/<int:pk>/name/"),
        webauthn.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
]
