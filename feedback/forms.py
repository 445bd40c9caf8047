"""The forms that anybody can send, and what keeps programs from sending them."""

import time
from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import LinkBroken, LinkExpired, read, sign
from events.receipts import new_token
from feedback.missed import LONGEST_QUERY
from feedback.models import Missed, Report

# Nobody reads a page and writes an answer in less; programs do.
FASTEST = 3
OLDEST = timedelta(hours=24)


class OpenForm(forms.ModelForm[Any]):
    """A form without an account: no cookie, no puzzle.

    Its stamp says that we made the page and when, and is good for one answer. People
    cannot see the field `homepage`; who fills it in is a program.
    """

    purpose = ""
    homepage = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.token = ""
        # Minutes to wait.
        self.throttled = 0
        self.initial.setdefault("stamp", self.new_stamp())
        for one in self.fields.values():
            one.error_messages["required"] = _("Fill in this field.")
            if isinstance(one, forms.EmailField):
                one.error_messages["invalid"] = _(
                    "Write the address like this: name@example.org"
                )

    @property
    def shown(self) -> list[forms.BoundField]:
        names = [name for name in self.fields if name not in ("homepage", "stamp")]
        return [self[name] for name in names if not self[name].is_hidden]

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.data.get("homepage"))

    def new_stamp(self) -> str:
        return sign(self.purpose, {"token": new_token(), "at": time.time()})

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        try:
            stamp = read(self.purpose, self.data.get("stamp", ""), OLDEST)
        except (LinkBroken, LinkExpired):
            # With all that was typed, and a new stamp to send it with.
            self.data = dict(self.data.items()) | {"stamp": self.new_stamp()}
            self.add_error(
                None,
                _("The page was open for long. Your text is safe. Send it once more."),
            )
            return cleaned
        self.token = stamp["token"]
        if not self.errors and time.time() - stamp["at"] < FASTEST:
            self.add_error(None, _("That was quick. Wait a moment and send it again."))
        return cleaned


class ReportForm(OpenForm):
    purpose = "report"

    class Meta:
        model = Report
        fields = ("reason", "text", "email")
        widgets = {
            "reason": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # No dashes as the first choice.
        self.fields["reason"].choices = Report.Reason.choices  # type: ignore[attr-defined]


class MissedForm(OpenForm):
    purpose = "missed"
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Missed
        fields = ("what", "where", "in_language", "query")
        widgets = {
            "what": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        }

    def clean_query(self) -> str:
        """Only what a search can be asked for with."""
        return QueryDict(self.cleaned_data["query"]).urlencode()[:LONGEST_QUERY]


class AnswerForm(forms.ModelForm[Report]):
    """How the people of an entry answer a report."""

    class Meta:
        model = Report
        fields = ("outcome", "answer_text")
        widgets = {
            "outcome": forms.RadioSelect,
            "answer_text": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        outcome.required = True
        outcome.label = _("Is the report right?")
        outcome.choices = Report.Outcome.choices  # type: ignore[attr-defined]
