"""The first page: whose entry it is, of which kind, and in which language it begins."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Version
from activities.models.choices import Kind
from events.models import Event
from organisations.models import Organisation
from workspace.access import CLOSED

if TYPE_CHECKING:
    from accounts.models import User

KINDS = [
    (
        Kind.ACTIVITY,
        _(
            "Activity: a group, a service or a series "
            "for people who have moved to Finland"
        ),
    ),
    (
        Kind.TRAINING,
        _("Training or event: for professionals and volunteers who work with them"),
    ),
]
OWN_NAMES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]


class NewForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the organisation.")},
    )
    kind = forms.ChoiceField(
        label=_("What do you add?"),
        choices=KINDS,
        initial=Kind.ACTIVITY,
        widget=forms.RadioSelect,
    )
    source_language = forms.ChoiceField(
        label=_("Language that you write first"),
        help_text=_("You can add the other languages after that."),
        choices=OWN_NAMES,
        widget=forms.RadioSelect,
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: "User", **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.own = Organisation.objects.editable_by(user).exclude(state__in=CLOSED)
        field: Any = self.fields["organisation"]
        field.queryset = self.own
        self.fields["source_language"].initial = (
            get_language() or settings.LANGUAGE_CODE
        )
        if len(self.own) == 1:
            field.initial, field.widget = self.own[0], forms.HiddenInput()

    @transaction.atomic
    def create(self) -> str:
        """A first draft; gives the address of its first step."""
        chosen = self.cleaned_data
        activity = Activity(organisation=chosen["organisation"], kind=chosen["kind"])
        activity.full_clean()
        activity.save()
        draft = Version(
            activity=activity,
            number=1,
            author=self.user,
            source_language=chosen["source_language"],
        )
        draft.full_clean()
        draft.save()
        Event.objects.record("new-draft", draft, by=self.user, after={"number": 1})
        return reverse("workspace:edit", args=[activity.pk, "what"])
