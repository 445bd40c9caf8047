"""What people fill in to join an organisation, and about its members."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events.receipts import done, new_token
from organisations.models import Invitation, JoinRequest, Membership

Role = Membership.Role
ROLES = [
    (Role.EDITOR, _("Editor: adds activities and keeps them up to date")),
    (Role.OWNER, _("Owner: also manages the people and the organisation’s details")),
]
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


class JoinForm(TokenForm):
    message = forms.CharField(
        label=_("Message to the owners"),
        help_text=_("Say who you are, so that they know you."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
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
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
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
