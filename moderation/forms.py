"""What a moderator fills in: a decision, with reasons and comments at fields."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.models import LANGUAGES, ReasonTemplate
from organisations.models import Membership
from portal.rules import CHECKLIST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from activities.differences import Difference

COMMENT = "comment-"
NO_REASON = _("Write the reason. The editor needs it.")


class ReasonForm(forms.Form):
    """A reason, in own words or from the common ones or both."""

    template = forms.ModelChoiceField(
        ReasonTemplate.objects.none(),
        label=_("Common reasons"),
        help_text=_("The organisation reads it in its own language."),
        required=False,
        empty_label=_("None of these"),
    )
    reason = forms.CharField(
        label=_("Reason in your own words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=900,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        template: Any = self.fields["template"]
        template.queryset = ReasonTemplate.objects.active()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.has_reason():
            self.add_error("reason", NO_REASON)
        return cleaned

    def has_reason(self) -> bool:
        cleaned = self.cleaned_data
        return bool(cleaned.get("template") or cleaned.get("reason"))

    def reasons(self) -> dict[str, str]:
        """The whole reason by language; one's own words are the same in each."""
        template, own = (self.cleaned_data.get(n) for n in ("template", "reason"))
        texts = template.texts() if template else {}
        return {
            code: "\n\n".join(part for part in (texts.get(code), own) if part)
            for code in LANGUAGES
        }


class DecisionForm(ReasonForm):
    """One decision on one version, on the revision and the state that were read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    organisation_state = forms.CharField(widget=forms.HiddenInput)
    read = forms.CharField(widget=forms.HiddenInput, required=False)
    checklist = forms.MultipleChoiceField(
        label=_("Check before you decide"),
        choices=list(CHECKLIST.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    verdict = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    field_order = ("checklist", "verdict", "template", "reason")

    def __init__(
        self,
        *args: Any,
        verdicts: "Iterable[tuple[str, Any]]",
        fields: "Iterable[Difference]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        verdict: Any = self.fields["verdict"]
        verdict.choices = list(verdicts)
        self.fields["reason"].label = _("Message to the editor")
        for one in fields:
            self.fields[f"{COMMENT}{one.column}"] = forms.CharField(
                label=_("Comment on this field"),
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=1000,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        verdict = cleaned.get("verdict")
        if verdict == "reject" and not self.has_reason():
            self.add_error("reason", NO_REASON)
        if verdict == "return" and not (self.has_reason() or self.comments()):
            self.add_error(
                "reason", _("Write at least one comment. The editor needs it.")
            )
        return cleaned

    def comments(self) -> dict[str, str]:
        return {
            name.removeprefix(COMMENT): text
            for name, text in self.cleaned_data.items()
            if name.startswith(COMMENT) and text
        }


class StateForm(ReasonForm):
    """What becomes of an organisation, in the state that was read."""

    state = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    field_order = ("verdict", "template", "reason")
    need_reason = ("reject", "suspend")

    def __init__(
        self, verbs: "Iterable[tuple[str, Any]]", state: str, data: Any = None
    ) -> None:
        super().__init__(data, initial={"state": state})
        verdict: Any = self.fields["verdict"]
        verdict.choices = list(verbs)

    def renewed(self) -> "StateForm":
        """Everything typed, for the state that it is in now."""
        data: Any = self.data
        again = data.copy()
        again["state"] = self.initial["state"]
        self.data = again
        return self

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        if cleaned.get("verdict") in self.need_reason and not self.has_reason():
            self.add_error("reason", NO_REASON)
        return cleaned


class JoinAnswerForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("accept", _("Let them join")), ("decline", _("Say no"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Membership.Role,
        initial=Membership.Role.OWNER,
        help_text=_("An organisation without an owner needs one."),
    )
    reason = forms.CharField(
        label=_("Message to the person"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
