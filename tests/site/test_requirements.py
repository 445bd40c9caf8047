"""The pins follow pyproject.toml, carry hashes and stay on the long-term Django."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.site.sources import read

PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; (?:[^\\]+))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(name: str) -> dict[str, str]:
    lines = read(Path(name)).splitlines()
    found: dict[str, str] = {}
    for line in lines:
        if match := PIN.match(line):
            found[canonicalize_name(match[1])] = match[2]
        else:
            assert HASH.match(line), f"{name} has neither pin nor hash: {line}"
    return found


def declared(group: str) -> list[Requirement]:
    project = tomllib.loads(read(Path("pyproject.toml")))["project"]
    extra = project["optional-dependencies"]["dev"] if group == "dev" else []
    return [Requirement(line) for line in project["dependencies"] + extra]


@pytest.mark.parametrize(
    ("name", "group"), [("requirements.txt", ""), ("requirements-dev.txt", "dev")]
)
def test_pins_follow_pyproject(name: str, group: str) -> None:
    pinned = pins(name)

    for requirement in declared(group):
        version = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is {version}"


def test_development_uses_what_serves() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_django_is_the_long_term_release() -> None:
    assert pins("requirements.txt")["django"].startswith("5.2.")
