"""Bring models with official names in line with a data file, so that links survive.

A row is known by its code and never deleted. When its code has gone from the file, or
the file's optional column `replaced_by` names the code of another row, it is no longer
in use. A new name leaves the old address among the former ones. Loading the same file
again changes nothing.
"""

import csv
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from regions.named import NAME_COLUMNS, SLUG_COLUMNS, Named, addresses
from regions.tables import Changes, Table

Row = Mapping[str, str]
NamedType = TypeVar("NamedType", bound=Named)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8 whose first line names the columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def no_more_columns(row: Row) -> dict[str, Any]:
    return {}


def load_named(
    model: type[NamedType],
    rows: Iterable[Row],
    columns: Callable[[Row], dict[str, Any]] = no_more_columns,
    *,
    code: str = "code",
) -> Changes:
    """Make the rows in use those of the file, in the order of the file.

    A row of the file has a code (in the column that `code` names), `name_fi`, `name_sv`
    and `name_en`; `columns` gives the values of the model's further columns. Raises
    ValidationError for a bad value and KeyError for an unknown replacement.
    """
    table = Table(model, "code")
    successors: dict[str, str] = {}
    for order, row in enumerate(rows):
        successors[row[code]] = row.get("replaced_by") or ""
        one = table.put(
            code=row[code],
            order=order,
            active=not successors[row[code]],
            **{column: row[column] for column in NAME_COLUMNS},
            **columns(row),
        )
        if one.active:
            one.replaced_by = None
    for one in table.unlisted():
        one.active = False
    _give_addresses(table.rows.values())
    table.save()
    # Only now has every replacement a row to point at.
    for old, new in successors.items():
        if new:
            table.rows[(old,)].replaced_by = table.rows[(new,)]
    table.save()
    return table.changes()


def _give_addresses(rows: Collection[Named]) -> None:
    owners = addresses(one for one in rows if one.active)
    for one in rows:
        one.give_addresses(owners)
        if one.active:
            for column in SLUG_COLUMNS:
                owners.setdefault(getattr(one, column), one.code)
