"""Files and views stay short (ruff holds functions to 30 statements)."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.site.sources import read, written_by_hand

MAX_FILE_LINES = 300
MAX_TEMPLATE_LINES = 100
MAX_VIEW_LINES = 30
FORBIDDEN_NAMES = {"utils", "helpers", "services", "common", "core"}


def longer(files: Iterable[Path], limit: int) -> dict[str, int]:
    lines = {str(file): len(read(file).splitlines()) for file in files}
    return {file: count for file, count in lines.items() if count > limit}


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Name and number of lines of every function."""
    for node in ast.walk(ast.parse(read(file))):
        if isinstance(node, ast.FunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def test_files_are_short() -> None:
    assert not longer(written_by_hand(".py", ".css", ".js", ".bash"), MAX_FILE_LINES)


def test_templates_are_short() -> None:
    assert not longer(written_by_hand(".html"), MAX_TEMPLATE_LINES)


def test_views_are_short() -> None:
    views = [
        file
        for file in written_by_hand(".py")
        if "tests" not in file.parts and "views" in (file.stem, file.parent.name)
    ]

    assert views
    assert not {
        f"{file}:{name}": lines
        for file in views
        for name, lines in functions(file)
        if lines > MAX_VIEW_LINES
    }


def test_files_are_named_after_what_they_do() -> None:
    for file in written_by_hand(".py", ".html", ".css", ".js"):
        assert not FORBIDDEN_NAMES & {*file.parts[:-1], file.stem}, file
