"""What the moderator wrote at the fields of a returned draft."""

from typing import NamedTuple

from activities.models import Version
from workspace.forms.base import StepForm


class Remark(NamedTuple):
    label: str
    text: str
    anchor: str


def remarks_on(version: Version, form: StepForm) -> list[Remark]:
    """Those about the fields of one step; each leads to its field."""
    found = []
    for decision in version.decisions.filter(open=True):
        for name, text in decision.comments.items():
            field = _field(form, name)
            if text and field is not None:
                found.append(Remark(form.label_of(field), text, f"id_{field}"))
    return found


def _field(form: StepForm, name: str) -> str | None:
    """A comment names a column or what it translates."""
    names = [name, form.full(name), *(f"{name}_{code}" for code in ("fi", "sv", "en"))]
    return next((one for one in names if one in form.names()), None)
