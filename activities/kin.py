"""The table of kin words that searches use: rows, or the first ones while there are
none; and the names of each municipality and region in the official languages.
"""

from collections.abc import Iterable, Iterator, Sequence

from activities.models import KinWords
from activities.reference import DATA, KIN_WORDS
from regions.loading import read_rows
from regions.models import Municipality, Region
from regions.named import NAME_COLUMNS
from regions.reference import DATA as PLACES
from textanalysis.kin import Kin, kin_of


def table() -> Kin:
    """Made anew: keep it as long as no name and no kin word changes."""
    return kin_of([*_rows(), *_places()])


def first_table() -> Kin:
    """What `load_reference_data` begins with, without a database."""
    return kin_of([*_first(), *_first_places()])


def _rows() -> Iterator[Sequence[str]]:
    rows = [one.family for one in KinWords.objects.all()]
    yield from rows or _first()


def _first() -> Iterator[Sequence[str]]:
    for row in read_rows(DATA / KIN_WORDS):
        yield KinWords(words=row["words"]).family


def _places() -> Iterator[Sequence[str]]:
    rows = [
        names
        for model in (Municipality, Region)
        for names in model._default_manager.values_list(*NAME_COLUMNS)
    ]
    yield from map(_different, rows) if rows else _first_places()


def _first_places() -> Iterator[Sequence[str]]:
    for row in read_rows(PLACES / "municipalities.csv"):
        yield _different(row[name] for name in NAME_COLUMNS)


def _different(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if " " not in name]
