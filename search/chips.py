"""The chosen filters, each with the link that takes it away."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.addresses import results_path
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
    path, rest = results_path(selection), selection.first_page_without
    found = []
    if selection.q:
        label = Label(quoted(selection.q))
        found.append(Chip(label, path + rest("q", selection.q), _removes(label)))
    for one in chosen:
        url = path + rest(one.parameter, one.value)
        found.append(Chip(one.label, url, _removes(one.label)))
    return found


def quoted(text: str) -> str:
    return _("“{text}”").format(text=text)


def _removes(label: Label) -> str:
    return _("Remove filter: {name}").format(name=label.text)
