"""What a password must be: long, and not among those that everyone tries first."""

import re
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

HINT = _("At least 12 characters. A long sentence makes a good password.")
# Whoever guesses begins with these.
OURS = re.compile("kotopolku|salasana|lösenord|losenord|password")
SHORTEST_REST = 8


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

    def validate(self, password: str, user: Any = None) -> None:
        """Also what is left when the service's own words are taken out is looked at."""
        super().validate(password, user)
        rest = OURS.sub("", password.lower())
        if rest != password.lower() and len(rest) < SHORTEST_REST:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_help_text(self) -> str:
        return ""
