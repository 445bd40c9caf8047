"""The Finnish Business ID: seven digits, a hyphen and a check digit."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def check_digit(digits: str) -> int | None:
    """The check digit of seven digits, or None where no valid one exists.

    Source: the Finnish Patent and Registration Office's description of the
    Business ID (weights 7, 9, 10, 5, 8, 4, 2; modulo 11; remainder 1 is not used).
    """
    remainder = sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11
    if remainder == 1:
        return None
    return 0 if remainder == 0 else 11 - remainder


def validate_business_id(value: str) -> None:
    match = re.fullmatch(r"([0-9]{7})-([0-9])", value)
    if match is None or check_digit(match[1]) != int(match[2]):
        raise ValidationError(
            _("The Business ID is not correct. It looks like this: 1234567-8."),
            code="business_id",
        )
