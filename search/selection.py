"""What a visitor has chosen, cleaned, and how it is written in a URL."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from urllib.parse import quote_plus

# In this order a selection is written in its canonical URL.
CHOICES = (
    "municipality",
    "region",
    "language",
    "target",
    "theme",
    "format",
    "level",
    "welcome",
    "age",
    "day",
    "time",
    "free",
    "dropin",
    "online",
    "childcare",
    "access",
    "organisation",
)


@dataclass(frozen=True)
class Selection:
    """The cleaned state of a search; `ignored` are parts of the request left out."""

    kind: str = "activity"
    q: str = ""
    where: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "best"
    near: str = ""
    page: int = 1
    ignored: tuple[str, ...] = ()
    shortened: bool = False

    def values(self, parameter: str) -> tuple[str, ...]:
        return self.chosen.get(parameter, ())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every chosen value with its parameter, in canonical order."""
        for parameter in CHOICES:
            for value in self.chosen.get(parameter, ()):
                yield parameter, value

    @property
    def has_filters(self) -> bool:
        return any(self.chosen.values())

    def without(self, parameter: str, *values: str) -> "Selection":
        """The selection without some values of a parameter, or without all of it."""
        if parameter == "q":
            return replace(self, q="", page=1)
        kept = tuple(v for v in self.values(parameter) if values and v not in values)
        return replace(self, chosen={**self.chosen, parameter: kept}, page=1)

    def adding(self, parameter: str, *values: str) -> "Selection":
        known = self.values(parameter)
        more = tuple(value for value in values if value not in known)
        return replace(self, chosen={**self.chosen, parameter: known + more}, page=1)

    def without_place(self) -> "Selection":
        return self.without("municipality").without("region")

    def searching(self, q: str) -> "Selection":
        return replace(self, q=q, page=1)

    def cleared(self) -> "Selection":
        return Selection(kind=self.kind, q=self.q)

    def on_page(self, number: int) -> "Selection":
        return replace(self, page=number)

    def sorted_by(self, sort: str) -> "Selection":
        return replace(self, sort=sort, page=1)

    def parameters(self) -> list[tuple[str, str]]:
        page = str(self.page) if self.page > 1 else ""
        return [*self._typed(), *self.pairs(), *self._order(), *_given(page=page)]

    def _typed(self) -> list[tuple[str, str]]:
        return _given(q=self.q, where=self.where)

    def _order(self) -> list[tuple[str, str]]:
        sort = "" if self.sort == "best" else self.sort
        return _given(sort=sort, near=self.near)

    @property
    def besides_choices(self) -> list[tuple[str, str]]:
        """What the form of the filters keeps in hidden fields."""
        return [*self._typed(), *self._order()]

    @property
    def besides_sort(self) -> list[tuple[str, str]]:
        """What the form of the order keeps in hidden fields."""
        return self.sorted_by("best").parameters()

    @property
    def ages(self) -> str:
        return ", ".join(self.values("age"))

    @property
    def ignored_names(self) -> str:
        return ", ".join(self.ignored)

    @cached_property
    def query_string(self) -> str:
        """`?…` in canonical order, or nothing when nothing is chosen."""
        pairs = [f"{name}={_encoded(value)}" for name, value in self.parameters()]
        return f"?{'&'.join(pairs)}" if pairs else ""

    @cached_property
    def first_page(self) -> str:
        """The query string of its first page."""
        return self.query_string if self.page == 1 else self.on_page(1).query_string


_encoded = lru_cache(maxsize=4096)(quote_plus)


def _given(**values: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in values.items() if value]
