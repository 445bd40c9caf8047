"""The facets of the search as data: their parameters, meaning, counts and names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.facts import DAYS
from activities.models.choices import Proficiency, Welcome
from activities.wording import weekday
from search import conditions, counting, names
from search.conditions import Tiers
from search.counting import Activities, Counts
from search.names import Name
from search.selection import Selection


@dataclass(frozen=True)
class Facet:
    """`counts` is missing where any number may be asked for."""

    name: str
    parameters: tuple[str, ...]
    tiers: Callable[[Selection], Tiers | None]
    counts: Callable[[Activities, Selection], Counts] | None = None


FACETS = (
    Facet("place", ("region", "municipality"), conditions.in_place, counting.places),
    Facet("language", ("language",), conditions.in_language, counting.languages),
    Facet("target", ("target",), conditions.for_groups, counting.targets),
    Facet("theme", ("theme",), conditions.about, counting.themes),
    Facet("format", ("format",), conditions.in_format, counting.formats),
    Facet("level", ("level",), conditions.with_level, counting.levels),
    Facet("age", ("age",), conditions.at_age),
    Facet("when", ("day", "time"), conditions.meeting, counting.meetings),
    Facet("free", ("free",), conditions.free, counting.free),
    Facet("dropin", ("dropin",), conditions.drop_in, counting.drop_in),
    Facet("online", ("online",), conditions.online, counting.online),
    Facet("childcare", ("childcare",), conditions.child_care, counting.child_care),
    Facet("access", ("access",), conditions.accessible, counting.access),
    Facet("welcome", ("welcome",), conditions.welcoming, counting.welcomes),
    Facet(
        "organisation", ("organisation",), conditions.offered_by, counting.organisations
    ),
)
OF_PARAMETER = {name: facet for facet in FACETS for name in facet.parameters}
WORDS: dict[str, Mapping[str, str | Promise]] = {
    "level": dict(Proficiency.choices),
    "welcome": {
        Welcome.ALL: gettext_lazy("Open to everyone"),
        Welcome.FIRST: gettext_lazy("Mainly for the target groups"),
        Welcome.ONLY: gettext_lazy("Only for the target groups"),
    },
    "time": {
        "morning": gettext_lazy("Morning, before 12"),
        "afternoon": gettext_lazy("Afternoon, 12 to 17"),
        "evening": gettext_lazy("Evening, from 17"),
    },
    "free": {"1": gettext_lazy("Free")},
    "dropin": {"1": gettext_lazy("No sign-up needed")},
    "online": {"1": gettext_lazy("Online")},
    "childcare": {"1": gettext_lazy("Child care provided")},
    "access": {
        "wheelchair": gettext_lazy("Wheelchair access"),
        "toilet": gettext_lazy("Accessible toilet"),
        "loop": gettext_lazy("Hearing loop"),
        "parking": gettext_lazy("Accessible parking"),
        "quiet": gettext_lazy("Quiet space"),
    },
}


@dataclass(frozen=True)
class Label:
    """The name of a value; a language is named in itself, with `lang` and `dir`."""

    text: str
    lang: str = ""
    dir: str = ""


def labels(parameter: str, values: Iterable[str]) -> dict[str, Label]:
    """Names of values of a parameter in the active language; of unknown ones none."""
    values = list(values)
    if parameter not in names.PARAMETERS:
        return {value: Label(_word(parameter, value)) for value in values}
    known = names.current().of(parameter) if values else {}
    return {value: label_of(known[value]) for value in values if value in known}


def label_of(name: Name) -> Label:
    if name.autonym:
        return Label(name.autonym, name.code, name.dir)
    return Label(str(name))


def _word(parameter: str, value: str) -> str:
    if parameter == "day":
        return weekday(DAYS.index(value))
    if parameter == "age":
        return _("Age {age}").format(age=value)
    return str(WORDS[parameter][value])
