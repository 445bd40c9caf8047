"""What people fill in about organisations and their members."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events.receipts import done, new_token
from organisations.fields import MunicipalityField
from organisations.models import Invitation, JoinRequest, Membership, Organisation
from organisations.names import alike
from regions.named import NAME_COLUMNS

Role = Membership.Role
ROLES = [
    (Role.EDITOR, _("Editor: adds activities and keeps them up to date")),
    (Role.OWNER, _("Owner: also manages the people and the organisation’s details")),
]
MOST_PENDING = 5
MOST_REQUESTS = 5
MOST_INVITATIONS = 20


class TokenForm(forms.Form):
    """Carries what makes a second press of the button do nothing."""

    token = forms.CharField(
        widget=forms.HiddenInput, max_length=36, required=False, initial=new_token
    )

    def led_to(self, by: User) -> str:
        """Where this form led when it was sent before; "" if it was not."""
        return done(self.data.get("token", ""), by)


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Name or Business ID of the organisation"),
        max_length=100,
        required=False,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


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


class JoinForm(TokenForm):
    message = forms.CharField(
        label=_("Message to the owners"),
        help_text=_("Say who you are, so that they know you."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        if JoinRequest.objects.open().filter(user=self.by).count() >= MOST_REQUESTS:
            message = _(
                "You have asked to join several organisations. "
                "Wait for an answer, or withdraw a request."
            )
            raise ValidationError(message, code="many")
        return self.cleaned_data


class AnswerForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"), choices=ROLES, initial=Role.EDITOR, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why not? The person gets your answer by email."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # The value of the other button.
    decline = forms.BooleanField(required=False, widget=forms.HiddenInput)


class InvitationForm(forms.ModelForm[Invitation], TokenForm):
    role = forms.ChoiceField(
        label=_("Role"), choices=ROLES, initial=Role.EDITOR, widget=forms.RadioSelect
    )

    class Meta:
        model = Invitation
        fields = ["email", "role", "language"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        members = self.instance.organisation.memberships
        if members.filter(user__email=email).exists():
            message = _("This person is already a member of the organisation.")
            raise ValidationError(message, code="member")
        if self.instance.organisation.invitations.sent_today().count() >= (
            MOST_INVITATIONS
        ):
            message = _("You have sent many invitations today. Go on tomorrow.")
            raise ValidationError(message, code="many")
        return email

    def validate_constraints(self) -> None:
        """An older invitation to the same address is no error: it is replaced."""


class SuccessorForm(forms.Form):
    """Asks who owns the organisation next, where nobody else does."""

    successor = forms.ModelChoiceField(
        label=_("Who is the owner after this?"),
        queryset=Membership.objects.none(),
        empty_label=_("Choose a person"),
        required=False,
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if membership.is_last_owner:
            others = Membership.objects.successors_of(membership)
            choice: Any = self.fields["successor"]
            choice.queryset = others
            choice.label_from_instance = lambda one: str(one.user)
        else:
            del self.fields["successor"]

    @property
    def heir(self) -> Membership | None:
        found: Membership | None = self.cleaned_data.get("successor")
        return found


class RoleForm(SuccessorForm):
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect)
    field_order: Iterable[str] = ["role", "successor"]

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, membership=membership, **kwargs)
        if "successor" in self.fields:
            self.fields["successor"].help_text = _(
                "The organisation has no other owner. Choose one if you stop."
            )
