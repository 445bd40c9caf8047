"""A municipality, written as people write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from regions.models import Municipality
from regions.named import NAME_COLUMNS
from regions.recognition import recognise
from textanalysis.folding import fold


class SuggestingInput(forms.TextInput):
    """Free text with the names to choose from: works without JavaScript."""

    template_name = "organisations/suggesting_input.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}-names"
        context["names"] = Municipality.objects.active().alphabetical()
        return context


class MunicipalityField(forms.CharField):
    """Its name in any language or form, a part of a town, or a postcode."""

    widget = SuggestingInput
    default_error_messages = {
        "unknown": _(
            "We do not know this municipality. Write its name, for example Espoo."
        ),
        "several": _("This can mean %(names)s. Write which one."),
    }

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return str(Municipality.objects.get(pk=value))
        return value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        named = _named(typed) or _recognised(typed)
        if len(named) > 1:
            names = ", ".join(map(str, named[:5]))
            message = self.error_messages["several"]
            raise ValidationError(message, code="several", params={"names": names})
        if not named:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return named[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _named(typed: str) -> list[Municipality]:
    """Those with exactly this name, in any of the three languages."""
    asked = fold(typed)
    active = Municipality.objects.active()
    return [
        one
        for one in active
        if asked in {fold(getattr(one, column) or "") for column in NAME_COLUMNS}
    ]


def _recognised(typed: str) -> list[Municipality]:
    codes = {code for one in recognise(typed) for code in one.municipalities}
    return Municipality.objects.filter(code__in=codes, active=True).alphabetical()
