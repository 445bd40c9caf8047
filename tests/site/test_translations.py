"""Every text is translated, and the compiled files are the current ones."""

import gettext
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.sources import ROOT, files

CATALOGUES = [file for file in files() if file.suffix == ".po"]


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    return subprocess.run(
        command, cwd=cwd, check=True, capture_output=True, text=True
    ).stdout


def compiled(file: Path) -> dict[object, object]:
    with file.open("rb") as stream:
        return dict(vars(gettext.GNUTranslations(stream))["_catalog"])


def test_there_is_a_catalogue_for_each_language() -> None:
    assert {file.parts[1] for file in CATALOGUES} == {"fi", "sv"}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
@pytest.mark.parametrize("wrong", ["--untranslated", "--only-fuzzy", "--only-obsolete"])
def test_no_translation_is_missing_or_fuzzy(catalogue: Path, wrong: str) -> None:
    assert run("msgattrib", wrong, "--no-wrap", catalogue) == ""


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
def test_compiled_file_is_current(catalogue: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "django.mo"
    run("msgfmt", "--check", f"--output-file={fresh}", catalogue)

    assert compiled(ROOT / catalogue.with_suffix(".mo")) == compiled(fresh)


def test_catalogues_hold_every_text(tmp_path: Path) -> None:
    """`make messages` changes nothing."""
    for file in files():
        target = tmp_path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, target)

    run(tmp_path / ".ci/messages", sys.executable, cwd=tmp_path)

    for catalogue in CATALOGUES:
        collected = (tmp_path / catalogue).read_text(encoding="utf-8")
        assert collected == (ROOT / catalogue).read_text(encoding="utf-8"), (
            "run `make messages` and translate what is new"
        )
