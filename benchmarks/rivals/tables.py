"""The tables of the rivals that ask PostgreSQL; only the benchmarks ever make them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

from benchmarks.synthetic import REGIONS, TODAY, VALUES, Listings, vocabulary


class Term(models.Model):
    """A value of a facet; its primary key is its place among them, from 1."""

    code = models.CharField(max_length=20, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


class Region(Term):
    class Meta:
        app_label = "benchmarks"


class Municipality(Term):
    region = models.ForeignKey(Region, models.CASCADE)

    class Meta:
        app_label = "benchmarks"


class Language(Term):
    class Meta:
        app_label = "benchmarks"


class Target(Term):
    class Meta:
        app_label = "benchmarks"


class Theme(Term):
    class Meta:
        app_label = "benchmarks"


class Day(Term):
    class Meta:
        app_label = "benchmarks"


class Time(Term):
    class Meta:
        app_label = "benchmarks"


class Listing(models.Model):
    municipalities = models.ManyToManyField(Municipality)
    languages = models.ManyToManyField(Language)
    targets = models.ManyToManyField(Target)
    themes = models.ManyToManyField(Theme)
    days = models.ManyToManyField(Day)
    times = models.ManyToManyField(Time)
    free = models.BooleanField(default=False)
    online = models.BooleanField(default=False)
    checked_on = models.DateField()
    # Kept by whoever writes: nothing is analysed when somebody searches.
    search = SearchVectorField()

    class Meta:
        app_label = "benchmarks"
        indexes = [
            models.Index(fields=["-checked_on", "id"], name="benchmark_newest"),
            GinIndex(fields=["search"], name="benchmark_search"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


TERMS: dict[str, type[Term]] = {
    "region": Region,
    "municipality": Municipality,
    "language": Language,
    "target": Target,
    "theme": Theme,
    "day": Day,
    "time": Time,
}
# Parameter -> the field that links listings to its terms.
LINKS = {
    "municipality": "municipalities",
    "language": "languages",
    "target": "targets",
    "theme": "themes",
    "day": "days",
    "time": "times",
}
FLAGS = ("free", "online")


def through(parameter: str) -> Any:
    """The model of the link table."""
    return getattr(Listing, LINKS[parameter]).through


def fill(listings: Listings) -> None:
    """Make the tables, and write the listings into them."""
    with connection.schema_editor() as editor:
        for term in TERMS.values():
            editor.create_model(term)
        editor.create_model(Listing)
    for parameter, term in TERMS.items():
        if parameter != "municipality":
            _copy(term, ["id", "code"], enumerate(VALUES[parameter], 1))
    towns = enumerate(VALUES["municipality"])
    rows = ((n + 1, code, n % REGIONS + 1) for n, code in towns)
    _copy(Municipality, ["id", "code", "region_id"], rows)
    _copy(
        Listing,
        ["id", "free", "online", "checked_on", "search"],
        _listings(listings),
    )
    for parameter in LINKS:
        columns = ["listing_id", f"{parameter}_id"]
        _copy(through(parameter), columns, _links(listings, parameter))


def _listings(listings: Listings) -> Iterator[Sequence[object]]:
    known = vocabulary()
    for row, words in enumerate(listings.words.tolist()):
        values = listings.of_listing(row)
        checked = TODAY - timedelta(days=int(listings.checked[row]))
        # What to_tsvector('simple', …) makes of the words, without positions.
        text = " ".join({known[word] for word in words})
        yield row + 1, "free" in values, "online" in values, checked, text


def _links(listings: Listings, parameter: str) -> Iterator[Sequence[object]]:
    numbers, rows = listings.of_parameter(parameter)
    return zip((rows + 1).tolist(), (numbers + 1).tolist(), strict=True)


def _copy(
    model: type[models.Model], columns: list[str], rows: Iterable[Sequence[object]]
) -> None:
    table = model._meta.db_table
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
