"""Long lists made short: what is chosen, what is common, and the rest folded."""

from typing import Any

from django import forms

COMMON = 10


class FoldedCheckboxes(forms.CheckboxSelectMultiple):
    """The first ten options and the chosen ones; the others open when asked for."""

    template_name = "workspace/entry/folded_checkboxes.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [
            one for _g, group, _i in context["widget"]["optgroups"] for one in group
        ]
        shown = [
            one
            for number, one in enumerate(options)
            if number < COMMON or one["selected"]
        ]
        context["shown"] = shown
        context["folded"] = [one for one in options if one not in shown]
        return context


class ChosenCheckboxes(forms.CheckboxSelectMultiple):
    """Only what is chosen, to be taken away; a text field beside it adds more."""

    template_name = "workspace/entry/chosen_checkboxes.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        options = [one for _g, group, _i in groups for one in group]
        context["chosen"] = [one for one in options if one["selected"]]
        return context


class Days(forms.CheckboxSelectMultiple):
    template_name = "workspace/entry/days.html"
