"""What a visitor has chosen, cleaned, and how it is written in a URL."""

from collections.abc import Iterable, Iterator, Mapping
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
            if parameter in self.chosen:
                for value in self.chosen[parameter]:
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
        return self if number == self.page else replace(self, page=number)

    def sorted_by(self, sort: str) -> "Selection":
        return replace(self, sort=sort, page=1)

    def parameters(self) -> list[tuple[str, str]]:
        page = str(self.page) if self.page > 1 else ""
        return [*self._on_first_page, *_given(page=page)]

    def _typed(self) -> list[tuple[str, str]]:
        return _given(q=self.q, where=self.where)

    def _order(self) -> list[tuple[str, str]]:
        sort = "" if self.sort == "best" else self.sort
        return _given(sort=sort, near=self.near)

    @cached_property
    def _on_first_page(self) -> list[tuple[str, str]]:
        return [*self._typed(), *self.pairs(), *self._order()]

    @property
    def besides_finder(self) -> list[tuple[str, str]]:
        """What the form that finds keeps in hidden fields."""
        return [*self.pairs(), *self._order()]

    @property
    def besides_choices(self) -> list[tuple[str, str]]:
        """What the form of the filters keeps in hidden fields."""
        return [*self._typed(), *self._order()]

    @property
    def besides_sort(self) -> list[tuple[str, str]]:
        """What the form of the order keeps in hidden fields."""
        return [*self._typed(), *self.pairs(), *_given(near=self.near)]

    @property
    def ages(self) -> str:
        return ", ".join(self.values("age"))

    @property
    def ignored_names(self) -> str:
        return ", ".join(self.ignored)

    @cached_property
    def query_string(self) -> str:
        """`?…` in canonical order, or nothing when nothing is chosen."""
        return _query_string(self.parameters())

    @cached_property
    def first_page(self) -> str:
        """The query string of its first page."""
        return _query_string(self._on_first_page)

    def first_page_without(self, parameter: str, value: str) -> str:
        """The same with one thing less."""
        less = parameter, value
        return _query_string(pair for pair in self._on_first_page if pair != less)


def _query_string(pairs: Iterable[tuple[str, str]]) -> str:
    written = [_written(name, value) for name, value in pairs]
    return f"?{'&'.join(written)}" if written else ""


@lru_cache(maxsize=4096)
def _written(name: str, value: str) -> str:
    return f"{name}={quote_plus(value)}"


def _given(**values: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in values.items() if value]
