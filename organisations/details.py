"""The details of an organisation, as its people write and change them."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organisations.fields import MunicipalityField
from organisations.forms import TokenForm
from organisations.models import Organisation
from organisations.names import alike
from regions.named import NAME_COLUMNS

MOST_PENDING = 5


class NamesForm(forms.Form):
    """What is typed of the names so far."""

    name_fi = forms.CharField(max_length=200, required=False)
    name_sv = forms.CharField(max_length=200, required=False)
    name_en = forms.CharField(max_length=200, required=False)

    def alike(self) -> list[Organisation]:
        return alike(self.cleaned_data.values()) if self.is_valid() else []


class OrganisationForm(forms.ModelForm[Organisation]):
    home_municipality = MunicipalityField(
        label=_("Home municipality"),
        max_length=100,
        help_text=_("Write its name or a postcode."),
    )
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", max_length=200
    )

    class Meta:
        model = Organisation
        fields = [
            *NAME_COLUMNS,
            "kind",
            "business_id",
            "home_municipality",
            "email",
            "phone",
            "website",
            "description_fi",
            "description_sv",
            "description_en",
        ]
        labels = {
            "name_fi": _("Name in Finnish"),
            "name_sv": _("Name in Swedish"),
            "name_en": _("Name in English"),
            "description_fi": _("About the organisation in Finnish"),
            "description_sv": _("About the organisation in Swedish"),
            "description_en": _("About the organisation in English"),
        }
        help_texts = {
            "business_id": _(
                "Like this: 1234567-8. If you are a registered association, you have "
                "one. You find it at ytj.fi."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.same: list[Organisation] = []
        # Long enough for what people paste; `clean_business_id` tidies it.
        business_id = forms.CharField(
            label=self.fields["business_id"].label,
            help_text=self.fields["business_id"].help_text,
            max_length=20,
            required=False,
        )
        self.fields["business_id"] = business_id
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Choose")), *Organisation.Kind.choices]
        for name in ("description_fi", "description_sv", "description_en"):
            self.fields[name].widget.attrs["rows"] = 4

    def clean_business_id(self) -> str:
        typed: str = self.cleaned_data["business_id"].upper().replace(" ", "")
        typed = typed.removeprefix("FI")
        if len(typed) == 8 and typed.isdigit():
            typed = f"{typed[:7]}-{typed[7]}"
        others = Organisation.objects.known().exclude(pk=self.instance.pk)
        self.same = list(others.filter(business_id=typed)) if typed else []
        if self.same:
            raise ValidationError(
                _(
                    "An organisation with this Business ID is already on Kotopolku. "
                    "Ask to join it."
                ),
                code="taken",
            )
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) for name in NAME_COLUMNS):
            message = _("Write the name in at least one language.")
            self.add_error("name_fi", ValidationError(message, code="required"))
        return data

    @property
    def changed_columns(self) -> list[str]:
        columns = self._meta.fields or ()
        return [name for name in self.changed_data if name in columns]


class ChangeOrganisationForm(OrganisationForm):
    # What the details were when the page was drawn.
    stamp = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theirs: list[tuple[Any, Any]] = []
        columns = forms.model_to_dict(self.instance, self._meta.fields)
        self.now = sha256(repr(sorted(columns.items())).encode()).hexdigest()
        self.fields["stamp"].initial = self.now

    def clean(self) -> dict[str, Any]:
        """Nobody overwrites what another owner has just saved without seeing it."""
        data = super().clean()
        if data.get("stamp") in {"", self.now} or not self.changed_columns:
            return data
        self.theirs = [
            (self.fields[name].label, self._stored(name))
            for name in self.changed_columns
        ]
        typed: Any = self.data
        typed = typed.copy()
        typed["stamp"] = self.now
        self.data = typed
        raise ValidationError(
            _(
                "Somebody else changed the details meanwhile. Your text is safe. "
                "Compare, and save again."
            ),
            code="changed",
        )

    def _stored(self, name: str) -> Any:
        if name == "kind":
            return self.instance.get_kind_display()
        return getattr(self.instance, name) or "–"


class NewOrganisationForm(OrganisationForm, TokenForm):
    # The possible duplicates that were shown: they are not asked about again.
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.instance.state = Organisation.State.PENDING
        for name in NAME_COLUMNS:
            self.fields[name].widget.attrs |= {
                "hx-get": reverse("organisations:alike"),
                "hx-trigger": "input changed delay:400ms",
                "hx-target": "#alike",
                "hx-include": "[name^=name_]",
                "hx-sync": "closest form:replace",
            }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        entered = Organisation.objects.awaiting_review().of(self.by)
        if entered.count() >= MOST_PENDING:
            message = _(
                "Several of your organisations wait for approval. "
                "Enter the next one when a moderator has answered."
            )
            raise ValidationError(message, code="many")
        return data

    def unseen(self) -> list[Organisation]:
        """Possible duplicates that were not shown yet."""
        found = alike(self.cleaned_data.get(name) or "" for name in NAME_COLUMNS)
        shown = set(self.cleaned_data["seen"].split(","))
        return [] if {str(one.pk) for one in found} <= shown else found
