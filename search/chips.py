"""The chosen filters, each with the link that takes it away."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.addresses import results_url
from search.facets import Label, labels
from search.selection import CHOICES, Selection


@dataclass(frozen=True)
class Chip:
    label: Label
    url: str
    removes: str


def chips(selection: Selection) -> list[Chip]:
    found = []
    if selection.q:
        found.append(_chip(Label(f"”{selection.q}”"), selection.without("q")))
    for parameter, value, label in chosen_labels(selection):
        found.append(_chip(label, selection.without(parameter, value)))
    return found


def chosen_labels(selection: Selection) -> list[tuple[str, str, Label]]:
    """Parameter, value and name of everything chosen, in canonical order."""
    found = []
    for parameter in CHOICES:
        values = selection.values(parameter)
        if values:
            named = labels(parameter, values)
            found += [(parameter, v, named[v]) for v in values if v in named]
    return found


def _chip(label: Label, rest: Selection) -> Chip:
    removes = _("Remove filter: {name}").format(name=label.text)
    return Chip(label, results_url(rest), removes)
