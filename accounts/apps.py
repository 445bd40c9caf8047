from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import session_limits, sign_in_log

        import_module("accounts.retention")

        # However somebody signs in: by the form, with a passkey, after signing up.
        user_logged_in.connect(session_limits.begin)
        sign_in_log.listen()
