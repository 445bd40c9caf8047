"""What a password must be: long, and not among those that everyone tries first."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

HINT = _("At least 12 characters. A long sentence makes a good password.")


class LongEnough(password_validation.MinimumLengthValidator):
    def __init__(self, min_length: int = 12) -> None:
        super().__init__(min_length)

    def get_error_message(self) -> str:
        return gettext(
            "Use at least 12 characters. A long sentence makes a good password."
        )

    def get_help_text(self) -> str:
        return str(HINT)


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return gettext("Many people use this password. Choose another.")

    def get_help_text(self) -> str:
        return ""
