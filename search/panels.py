"""The facets as they are drawn: panels of options, each with its honest count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.facts import ACCESS, DAYS, TIMES
from activities.models.choices import Proficiency, Welcome
from search.addresses import facet_url
from search.facets import with_names
from search.question import Counts
from search.selection import Selection

SHOWN = 10
FLAGS = ("free", "dropin", "online", "childcare")
# Parameters with few values: all are drawn, in this order, and zeros too.
FIXED: dict[str, tuple[str, ...]] = {
    "level": tuple(Proficiency.values),
    "welcome": tuple(Welcome.values),
    "day": DAYS,
    "time": tuple(TIMES),
    "access": tuple(ACCESS),
    **dict.fromkeys(FLAGS, ("1",)),
}
# Each panel: its name, heading and parameters, in the order of the page.
PANELS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("place", _("Municipality or region"), ("region", "municipality")),
    ("language", _("Language of the activity"), ("language",)),
    ("target", _("Target group"), ("target",)),
    ("theme", _("Theme"), ("theme",)),
    ("format", _("Type of activity"), ("format",)),
    ("level", _("Language level"), ("level",)),
    ("age", _("Age"), ("age",)),
    ("when", _("Day and time"), ("day", "time")),
    ("join", _("Price and taking part"), FLAGS),
    ("access", _("Accessibility"), ("access",)),
    ("welcome", _("Who can come"), ("welcome",)),
    ("organisation", _("Organiser"), ("organisation",)),
)
LEGENDS: dict[str, str | Promise] = {
    parameter: label for _name, label, parameters in PANELS for parameter in parameters
} | {
    "region": _("Region"),
    "municipality": _("Municipality"),
    "day": _("Day of the week"),
    "time": _("Time of day"),
}
OPEN_AT_FIRST = ("place", "language", "target")


class Option(NamedTuple):
    value: str
    number: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    """The options of one parameter; `more_url` leads to all `total` of them."""

    parameter: str
    legend: str | Promise
    options: list[Option]
    total: int
    more_url: str

    @property
    def has_more(self) -> bool:
        return self.total > len(self.options)


@dataclass(frozen=True)
class Panel:
    name: str
    label: str | Promise
    groups: list[Group]
    chosen: int
    open: bool

    @property
    def is_alone(self) -> bool:
        """One group, whose legend would only repeat the heading."""
        return len(self.groups) == 1


def panels(selection: Selection, counts: Counts) -> list[Panel]:
    found = []
    for name, label, parameters in PANELS:
        chosen = sum(len(selection.values(parameter)) for parameter in parameters)
        groups = [
            group(selection, parameter, counts[parameter])
            for parameter in parameters
            if parameter in counts
        ]
        is_open = bool(chosen) or name in OPEN_AT_FIRST
        found.append(Panel(name, label, groups, chosen, is_open))
    return found


def group(
    selection: Selection,
    parameter: str,
    counts: Mapping[str, int],
    most: int | None = SHOWN,
) -> Group:
    """The chosen options, then the most frequent: at most `most`, or all."""
    chosen = selection.values(parameter)
    values = _in_order(parameter, counts, chosen)
    shown = values
    if most is not None and parameter not in FIXED:
        shown = values[: max(most, len(chosen))]
    return Group(
        parameter,
        LEGENDS[parameter],
        [
            Option(value, counts.get(value, 0), value in chosen)
            for value in with_names(parameter, shown)
        ],
        len(values),
        facet_url(selection, parameter),
    )


def _in_order(
    parameter: str, counts: Mapping[str, int], chosen: Sequence[str]
) -> list[str]:
    if parameter in FIXED:
        return list(FIXED[parameter])
    # The most frequent first, and equal ones by their values: sorting is stable.
    finding = sorted(value for value, count in counts.items() if count)
    found = sorted(finding, key=counts.__getitem__, reverse=True)
    return [*chosen, *(value for value in found if value not in chosen)]
