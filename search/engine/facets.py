"""The facets of the search, and the parameters in which each is chosen."""

from collections.abc import Mapping

# Values of a facet are alternatives; facets hold together.
FACETS: Mapping[str, tuple[str, ...]] = {
    "place": ("region", "municipality"),
    "language": ("language",),
    "target": ("target",),
    "theme": ("theme",),
    "format": ("format",),
    "level": ("level",),
    "age": ("age",),
    "when": ("day", "time"),
    "free": ("free",),
    "dropin": ("dropin",),
    "online": ("online",),
    "childcare": ("childcare",),
    "access": ("access",),
    "welcome": ("welcome",),
    "organisation": ("organisation",),
}
OF_PARAMETER = {name: facet for facet, names in FACETS.items() for name in names}
# What an entry has as values; its ages and times are kept apart.
OF_VALUES = tuple(facet for facet in FACETS if facet not in ("age", "when"))
PARAMETERS = tuple(name for facet in OF_VALUES for name in FACETS[facet])
