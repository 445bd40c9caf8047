"""Nothing in the repository points at one machine or one package index."""

import re
from pathlib import Path

import pytest

from tests.site.sources import files, read

# Written so that they do not find themselves.
MACHINE = re.compile(
    r"(?<![\w.])/(?:[w]ork|[r]oot|[h]ome|[o]pt)/|[p]ypi\.org|[p]ythonhosted|"
    r"[r]egistry\.npmjs|-[-]?index-[u]rl|find-[l]inks"
)
TEXT = [
    file for file in files() if file.suffix not in (".mo", ".png", ".woff2", ".ico")
]


def test_no_file_names_a_machine() -> None:
    found = {str(file): MACHINE.findall(read(file)) for file in TEXT}

    assert not {file: names for file, names in found.items() if names}


@pytest.mark.parametrize("text", ["see @work@main", "cd @root@x", "@opt@simple"])
def test_rule_finds_machines(text: str) -> None:
    assert MACHINE.search(text.replace("@", "/"))


def test_licence_is_the_whole_agpl() -> None:
    licence = read(Path("LICENSE"))

    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence
    assert len(licence.splitlines()) > 600
