"""Forms for what does not wait for approval: dates, breaks, contacts, checks."""

import datetime as dt
import hashlib
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activities.models import Activity
from activities.models.contacts import CONTACTS
from activities.texts import LANGUAGES
from workspace.forms.base import formfield
from workspace.forms.dates import DateField
from workspace.meetings import coming, meets

OTHER = "other"
LIKE_THIS = _("Write the date like this: 3.11.2026")


class CancelForm(forms.Form):
    """One of the next dates, or another one that is typed."""

    when = forms.CharField(
        label=_("Which date do you cancel?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a date.")},
    )
    date = DateField(label=_("Which other date?"), help_text=LIKE_THIS, required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.activity = activity
        dates = [(one.value, one.label) for one in coming(activity)]
        widget = cast(forms.RadioSelect, self.fields["when"].widget)
        widget.choices = [*dates, (OTHER, _("Another date"))]
        for code in LANGUAGES:
            name = get_language_info(code)["name_translated"]
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("Reason: {language}").format(language=name),
                max_length=200,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "when" in data and "date" not in self.errors:
            field = "date" if data["when"] == OTHER else "when"
            day, at = self._chosen(data)
            if day is None:
                self.add_error(field, _("Choose a date."))
            elif day < timezone.localdate():
                self.add_error(field, _("This date has passed. Choose a coming date."))
            elif not meets(self.activity, day, at):
                self.add_error(
                    field, _("There is no session on this date. Check the date.")
                )
            data |= {"day": day, "at": at}
        return data

    @staticmethod
    def _chosen(data: dict[str, Any]) -> tuple[dt.date | None, dt.time | None]:
        if data["when"] == OTHER:
            return data.get("date"), None
        day, _space, at = data["when"].partition(" ")
        try:
            time = dt.time.fromisoformat(at) if at else None
            return dt.date.fromisoformat(day), time
        except ValueError:
            return None, None

    @property
    def reasons(self) -> dict[str, str]:
        names = [f"reason_{code}" for code in LANGUAGES]
        return {name: self.cleaned_data[name] for name in names}

    def reason_fields(self) -> list[forms.BoundField]:
        return [self[f"reason_{code}"] for code in LANGUAGES]


class BreakForm(forms.Form):
    until = DateField(
        label=_("Last day of the break"),
        help_text=LIKE_THIS,
        error_messages={"required": _("Choose a date.")},
    )

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(
                _("This date has passed. Choose a coming date.")
            )
        return until


class IntervalForm(forms.Form):
    months = forms.TypedChoiceField(
        label=_("How often do you check the details?"),
        choices=Activity.Interval,
        coerce=int,
    )


class ContactsForm(forms.ModelForm[Activity]):
    """What the editor saw comes back with it, so that nobody overwrites anybody."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Activity
        fields = CONTACTS
        formfield_callback = formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = {name: getattr(self.instance, name) or "" for name in CONTACTS}
        self.initial["seen"] = _digest(self.stored)
        for code in LANGUAGES:
            field = self.fields[f"contact_hours_{code}"]
            name = get_language_info(code)["name_translated"]
            label = _("When you can call: {language}").format(language=name)
            field.label = label

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("seen") == self.initial["seen"]:
            return data
        others = [
            name
            for name in CONTACTS
            if name in data and (data[name] or "") != self.stored[name]
        ]
        for name in others:
            text = _("Somebody else has saved: {text}")
            self.add_error(name, text.format(text=self.stored[name] or "–"))
        if others:
            # What is shown beside the fields now has been seen.
            self.data = {**dict(self.data.items()), "seen": self.initial["seen"]}
        return data

    def save_changes(self, by: User) -> bool:
        """Whether anything was different from what is stored."""
        new = {name: self.cleaned_data[name] or "" for name in CONTACTS}
        changed = {k: text for k, text in new.items() if text != self.stored[k]}
        if changed:
            self.instance.change_contacts(by, **changed)
        return bool(changed)


def _digest(contacts: dict[str, str]) -> str:
    text = "\0".join(contacts[name] for name in CONTACTS)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
