"""The facets as they are drawn: panels of options, each with its honest count."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.facts import ACCESS, DAYS, TIMES
from activities.models.choices import Proficiency, Welcome
from search import names
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


# A value, how many it would find, and whether it is chosen.
Option = tuple[str, int, bool]


class Group(NamedTuple):
    """The options of one parameter: all `total` of them, or some."""

    parameter: str
    options: list[Option]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.options)

    @property
    def legend(self) -> str | Promise:
        return LEGENDS[self.parameter]


class Panel(NamedTuple):
    name: str
    groups: list[Group]
    chosen: int
    open: bool

    @property
    def is_alone(self) -> bool:
        """One group, whose legend would only repeat the heading."""
        return len(self.groups) == 1


def panels(selection: Selection, counts: Counts) -> list[Panel]:
    found = []
    for name, _label, parameters in PANELS:
        chosen = 0
        for parameter in parameters:
            chosen += len(selection.values(parameter))
        groups = [
            group(selection, parameter, counts[parameter])
            for parameter in parameters
            if parameter in counts
        ]
        is_open = bool(chosen) or name in OPEN_AT_FIRST
        found.append(Panel(name, groups, chosen, is_open))
    return found


def group(
    selection: Selection,
    parameter: str,
    counts: Mapping[str, int],
    most: int | None = SHOWN,
) -> Group:
    """The chosen options, then the most frequent: at most `most`, or all."""
    chosen = selection.values(parameter)
    if parameter in FIXED:
        values: Sequence[str] = FIXED[parameter]
        total = len(values)
    else:
        known = names.current().of(parameter)
        values, total = _in_order(counts, chosen, most)
        values = [value for value in values if value in known]
    number = counts.get
    options = [(value, number(value, 0), value in chosen) for value in values]
    return Group(parameter, options, total)


def _in_order(
    counts: Mapping[str, int], chosen: Sequence[str], most: int | None
) -> tuple[list[str], int]:
    """The first ones, and how many there are. Equally frequent ones by their values."""
    numbers = sorted(counts.values())
    total = len(numbers) - bisect_right(numbers, 0)
    for value in chosen:
        total += not counts.get(value)
    # Only as many as there is room for need to be put in order.
    room = total if most is None else max(most, len(chosen))
    least = max(numbers[-room], 1) if 0 < room < len(numbers) else 1
    frequent = sorted(
        [(-count, value) for value, count in counts.items() if count >= least]
    )
    best = [value for _count, value in frequent if value not in chosen]
    return [*chosen, *best][:room], total
