"""Imports point one way, and the analysis of texts knows no Django."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.site.sources import APPS, read, written_by_hand

SOURCES = [
    file for file in written_by_hand(".py") if file.parts[0] in (*APPS, "portal")
]


def imported(source: str) -> Iterator[str]:
    """The top-level package of every import, also inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def forbidden(file: Path) -> set[str]:
    """What this file may not import."""
    package = file.parts[0]
    if package == "portal":
        return set() if file.name == "urls.py" else set(APPS)
    to_the_right = set(APPS[APPS.index(package) + 1 :])
    if package == "textanalysis":
        return {*APPS, "portal", "django"} - {package}
    return to_the_right


def test_imports_point_to_the_left() -> None:
    wrong = {
        str(file): set(imported(read(file)))
        & (forbidden(file) | {"tests", "benchmarks"})
        for file in SOURCES
    }

    assert not {file: names for file, names in wrong.items() if names}


def test_rule_finds_an_import_to_the_right() -> None:
    found = set(imported("def f():\n    from search.engine import Engine\n"))

    assert found & forbidden(Path("events/models.py")) == {"search"}
    assert not found & forbidden(Path("portal/urls.py"))
