"""For whom: welcome level, target groups, ages, languages and conditions."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from activities.models import Language
from workspace.forms.base import Group, StepForm
from workspace.forms.widgets import FoldedCheckboxes

LISTS = ("residence_permit", "employment", "degree", "papers", "duration_unit")


class PeopleForm(StepForm):
    texts = {
        "eligibility_note": _(
            "For example: The course is for people who live in Espoo."
        )
    }
    groups = (
        Group("", ("welcome", "target_groups")),
        Group(
            _("Ages"),
            ("min_age", "max_age"),
            css="fields",
            hint=_("Leave empty if there is no limit."),
        ),
        Group("", ("languages", "interpreted_languages", "proficiency")),
        Group(
            _("Conditions and duration"),
            (
                "residence_permit",
                "employment",
                "degree",
                "papers",
                "eligibility_note",
                "duration_count",
                "duration_unit",
            ),
            hint=_("Say here only what people must have before they can come."),
            folded=True,
        ),
    )

    class Meta(StepForm.Meta):
        fields = (
            "welcome",
            "target_groups",
            "min_age",
            "max_age",
            "proficiency",
            "languages",
            "interpreted_languages",
            *LISTS[:4],
            "duration_count",
            "duration_unit",
        )
        labels = {
            "target_groups": _("Target group"),
            "languages": _("Language of the activity"),
            "interpreted_languages": _("Interpreter present"),
        }
        help_texts = {
            "target_groups": _(
                "Choose a target group only if the activity is made for it. "
                "Leave this empty if it is for everyone."
            ),
            "languages": _(
                "Choose only the languages that people really speak in the group."
            ),
            "interpreted_languages": _(
                "Choose a language if somebody interprets into it."
            ),
            "proficiency": _("How much of the language must people know?"),
        }
        widgets = {
            "welcome": forms.RadioSelect,
            "proficiency": forms.RadioSelect,
            "target_groups": forms.CheckboxSelectMultiple,
            "languages": FoldedCheckboxes,
            "interpreted_languages": FoldedCheckboxes,
            "min_age": forms.NumberInput(attrs={"class": "input input--number"}),
            "max_age": forms.NumberInput(attrs={"class": "input input--number"}),
            "duration_count": forms.NumberInput(attrs={"class": "input input--number"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("target_groups", "languages", "interpreted_languages"):
            field: Any = self.fields[name]
            field.queryset = field.queryset.active()
        for name in ("min_age", "max_age"):
            highest = MaxValueValidator(120, _("Write an age from 0 to 120."))
            self.fields[name].validators.append(highest)
        for name in ("languages", "interpreted_languages"):
            field = self.fields[name]
            field.label_from_instance = marked_names

    def clean(self) -> None:
        low, high = self.cleaned_data.get("min_age"), self.cleaned_data.get("max_age")
        if low is not None and high is not None and low > high:
            self.add_error(
                "max_age", _("The youngest age is above the oldest. Check the ages.")
            )


def marked_names(language: Language) -> str:
    """Both names, of which the own one says how it is read and in what direction."""
    name, own = str(language), language.autonym
    if name.lower() == own.lower():
        return name
    html = '{} (<bdi lang="{}" dir="{}">{}</bdi>)'
    return format_html(html, name, language.code, language.dir, own)


def both_names(language: Language) -> str:
    name, own = str(language), language.autonym
    return name if name.lower() == own.lower() else f"{name} ({own})"
