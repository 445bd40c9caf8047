"""The chosen filters, each with the link that takes it away."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.addresses import results_url
from search.facets import OF_PARAMETER, Label, labels
from search.selection import CHOICES, Selection


@dataclass(frozen=True)
class Chosen:
    """A chosen value by its name."""

    parameter: str
    value: str
    label: Label

    @property
    def facet(self) -> str:
        return OF_PARAMETER[self.parameter].name


@dataclass(frozen=True)
class Chip:
    label: Label
    url: str
    removes: str


def chosen_in(selection: Selection) -> list[Chosen]:
    """Everything chosen that has a name, in canonical order."""
    found = []
    for parameter in CHOICES:
        if values := selection.values(parameter):
            named = labels(parameter, values)
            found += [Chosen(parameter, v, named[v]) for v in values if v in named]
    return found


def chips(selection: Selection, chosen: Iterable[Chosen]) -> list[Chip]:
    found = []
    if selection.q:
        found.append(_chip(Label(quoted(selection.q)), selection.without("q")))
    for one in chosen:
        rest = selection.without(one.parameter, one.value)
        found.append(_chip(one.label, rest))
    return found


def quoted(text: str) -> str:
    return _("“{text}”").format(text=text)


def _chip(label: Label, rest: Selection) -> Chip:
    removes = _("Remove filter: {name}").format(name=label.text)
    return Chip(label, results_url(rest), removes)
