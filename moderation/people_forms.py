"""Forms about moderators: invitation, areas, absence."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.receipts import new_token
from moderation.models import ModeratorInvitation
from regions.models import Absence, ModerationArea

if TYPE_CHECKING:
    from accounts.models import User

NEITHER, MODERATOR, DEPUTY = "", "moderator", "deputy"
ROLES = [
    (NEITHER, _("Not this area")),
    (MODERATOR, _("Moderator")),
    (DEPUTY, _("Deputy: when the others are away")),
]


class DateInput(forms.DateInput):
    """The browser's own; without one a date can be written as people do."""

    input_type = "date"

    def __init__(self, attrs: Any = None, format: Any = None) -> None:
        super().__init__(attrs, format or "%Y-%m-%d")


class InvitationForm(forms.ModelForm[ModeratorInvitation]):
    token = forms.CharField(widget=forms.HiddenInput, initial=new_token)
    areas = forms.ModelMultipleChoiceField(
        ModerationArea.objects.none(),
        label=_("Areas"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )

    class Meta:
        model = ModeratorInvitation
        fields = ("email", "language", "deputy", "areas")
        labels = {"deputy": _("A deputy: reviews when the others are away")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas: Any = self.fields["areas"]
        areas.queryset = ModerationArea.objects.in_force()


class AreasForm(forms.Form):
    """For each area in force: a moderator, a deputy or neither."""

    def __init__(self, user: "User", data: Any = None) -> None:
        super().__init__(data)
        self.areas = list(ModerationArea.objects.in_force())
        roles = dict(user.assignments.values_list("area", "deputy"))
        for area in self.areas:
            held = roles.get(area.pk)
            self.fields[str(area.pk)] = forms.ChoiceField(
                label=str(area),
                choices=ROLES,
                required=False,
                initial={None: NEITHER, False: MODERATOR, True: DEPUTY}[held],
            )

    def deputies(self) -> dict[ModerationArea, bool]:
        chosen = {area: self.cleaned_data[str(area.pk)] for area in self.areas}
        return {area: role == DEPUTY for area, role in chosen.items() if role}


class AbsenceForm(forms.ModelForm[Absence]):
    class Meta:
        model = Absence
        fields = ("first_date", "last_date")
        widgets = {"first_date": DateInput, "last_date": DateInput}

    def clean_last_date(self) -> Any:
        last = self.cleaned_data["last_date"]
        if last < timezone.localdate():
            raise forms.ValidationError(_("This date is over. Choose a later one."))
        return last
