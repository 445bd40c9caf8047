"""What the moderator wrote about a returned draft: to all of it, and at its fields."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse
from django_stubs_ext import StrOrPromise

from activities.models import Version
from workspace.forms.base import StepForm
from workspace.saving import FORMS
from workspace.steps import BY_SLUG

TONGUES = ("_fi", "_sv", "_en")


class Remark(NamedTuple):
    label: StrOrPromise
    text: str
    link: str


@dataclass(frozen=True)
class Remarks:
    message: str = ""
    here: list[Remark] = field(default_factory=list)
    # At other steps: the name of the step, and the way there.
    elsewhere: list[Remark] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.message or self.here or self.elsewhere)


def remarks_on(version: Version, step: str, form: StepForm) -> Remarks:
    """For one step of the form; each remark leads to its field, or to its step."""
    found = Remarks()
    for decision in version.decisions.filter(open=True):
        found = Remarks(decision.reason)
        for name, text in decision.comments.items():
            other = step_of(name, version.source_language)
            if other == step:
                found.here.append(_at_field(form, name, text))
            else:
                link = reverse("workspace:edit", args=[version.activity_id, other])
                found.elsewhere.append(Remark(BY_SLUG[other].label, text, link))
    return found


def step_of(column: str, source: str) -> str:
    """The step where a column is written; texts beside the first language have one."""
    text, translated = column[:-3], column.endswith(TONGUES)
    if column.startswith("short_texts") or (translated and column[-2:] != source):
        return "languages"
    if column == "schedules":
        return "when"
    name = text if translated else column
    named = (s for s, one in FORMS.items() if name in {*one.base_fields, *one.texts})
    return next(named, "what")


def _at_field(form: StepForm, name: str, text: str) -> Remark:
    full = form.full(name)
    anchor = name if name in form.names() or name not in form.texts else full
    return Remark(form.label_of(anchor), text, f"#id_{anchor}")
