"""How to come along: price, signing up, children, and whom to ask."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from workspace.forms.base import Group, StepForm, column_of, formfield
from workspace.forms.dates import DateField

PHONE = re.compile(r"\+?[0-9()\s/-]{5,40}")
CONTACTS = ("contact_name", "phone", "email", "website")


class AmountField(forms.DecimalField):
    """2,50 and 2.50 alike, in every language."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").strip(" €").replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        whole = value == value.to_integral_value()
        return number_format(value, decimal_pos=0 if whole else 2)


class JoiningForm(StepForm):
    texts = {
        "price_note": "",
        "registration_note": _(
            "For example: Send a text message. Tell your name and language."
        ),
    }
    groups = (
        Group("", ("price",)),
        Group("", ("price_amount", "price_per", "price_note"), when="if-paid"),
        Group("", ("registration",)),
        Group(
            "",
            ("registration_by", "registration_url", "registration_note"),
            when="if-registration",
        ),
        Group("", ("child_care",)),
        Group(
            _("Whom can people ask?"),
            (*CONTACTS, "contact_hours"),
            hint=_(
                "Everyone can see these details. Use the organisation’s number if you "
                "can. Changes show at once: they need no approval."
            ),
        ),
        Group("", ("check_interval",)),
    )

    registration_by = DateField(
        label=_("Last day to sign up"), help_text=_("For example: 3.11.2026")
    )

    price_amount = AmountField(
        label=_("Price in euros"),
        max_digits=6,
        decimal_places=2,
        min_value=0,
        widget=forms.TextInput(
            attrs={"class": "input input--number", "inputmode": "decimal"}
        ),
    )

    class Meta(StepForm.Meta):
        fields = (
            "price",
            "price_per",
            "registration",
            "registration_url",
            "child_care",
        )
        help_texts = {
            "price": _("A small fee is possible, for example €2 for materials."),
        }
        error_messages = {
            "registration_url": {"invalid": _("The address must start with https://")}
        }
        widgets = {
            "price": forms.RadioSelect,
            "registration": forms.RadioSelect,
            "child_care": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.hours = f"contact_hours_{self.source}"
        self.of_activity = (*CONTACTS, self.hours, "check_interval")
        for name in self.of_activity:
            self._add_of_activity(name)
        for name in ("registration_by", "price_amount"):
            self.initial[name] = getattr(self.instance, name)

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data.get("phone") or "")
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(
                _now("Write the number like this: 040 123 4567 or +358 40 123 4567")
            )
        return phone

    def clean_check_interval(self) -> int:
        return int(
            self.cleaned_data.get("check_interval") or self.activity.check_interval
        )

    def full(self, name: str) -> str:
        return self.hours if name == "contact_hours" else super().full(name)

    def _add_of_activity(self, name: str) -> None:
        field: Any = formfield(column_of(Activity, name))
        field.required = False
        if name == self.hours:
            field.label = column_of(Activity, "contact_hours").verbose_name
            field.help_text = _("For example: on weekdays from 9 to 15")
        if name == "email":
            field.error_messages["invalid"] = _(
                "Write the address like this: name@example.org"
            )
        if name == "website":
            field.error_messages["invalid"] = _("The address must start with https://")
        if name == "check_interval":
            field.widget = forms.RadioSelect(choices=field.choices)
            field.help_text = _(
                "We remind you by email. If nobody confirms the details, "
                "the activity leaves the search."
            )
        self.fields[name] = field
        self.initial[name] = getattr(self.activity, name)
