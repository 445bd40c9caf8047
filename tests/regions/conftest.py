import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from regions.loading import read_rows
from regions.reference import DATA, load


@pytest.fixture(scope="module")
def official_places(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The data files, loaded once for the module and taken away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(lambda line: None)
        yield
        transaction.set_rollback(True)


class Files:
    """A copy of the data files that a test may change, and loads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, file: str, code: str, **values: str) -> None:
        def changed(rows: list[dict[str, str]]) -> None:
            next(row for row in rows if row["code"] == code).update(values)

        self._rewrite(file, changed)

    def delete(self, file: str, code: str) -> None:
        def deleted(rows: list[dict[str, str]]) -> None:
            rows[:] = [row for row in rows if row["code"] != code]

        self._rewrite(file, deleted)

    def add(self, file: str, like: str, **values: str) -> None:
        """A new last row with these values and the others of the row `like`."""

        def added(rows: list[dict[str, str]]) -> None:
            example = next(row for row in rows if row["code"] == like)
            rows.append(example | values)

        self._rewrite(file, added)

    def load(self) -> list[str]:
        """The lines reported."""
        lines: list[str] = []
        load(lines.append, self.folder)
        return lines

    def _rewrite(
        self, file: str, change: Callable[[list[dict[str, str]]], Any]
    ) -> None:
        path = self.folder / file
        rows = read_rows(path)
        change(rows)
        columns = dict.fromkeys(column for row in rows for column in row)
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(columns), restval="")
            writer.writeheader()
            writer.writerows(rows)


@pytest.fixture
def files(official_places: None, db: None, tmp_path: Path) -> Files:
    return Files(shutil.copytree(DATA, tmp_path / "data"))
