"""check_search, and the cases that it must pass."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from activities.kin import first_table
from activities.models import KinWords
from search.cases import Judged, judge, read

pytestmark = pytest.mark.django_db
GOLD = Path(__file__).parent / "gold"
APART = ("deriv", "hyphen")


def file_of(folder: Path, *lines: str) -> Path:
    file = folder / "cases.tsv"
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return file


RIGHT = "1\täiti\tÄideille\tinfl"
MISSED = "1\tkissa\tKoirat\tinfl"
WRONG = "0\täiti\tÄitien kerho\tneg"


def test_says_what_is_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_search", file_of(tmp_path, RIGHT, MISSED, WRONG, ""))

    said = capsys.readouterr().out
    assert "all              recall 0.500  precision 0.500  3 cases, 2 missed" in said
    assert "infl\tkissa: finds not: Koirat" in said
    assert "neg\täiti: finds wrongly: Äitien kerho" in said


@pytest.mark.parametrize(
    ("options", "fails"),
    [
        ({"min_recall": 0.5, "min_precision": 0.5}, False),
        ({"min_recall": 0.6}, True),
        ({"min_precision": 0.6}, True),
        ({"min_precision": 1.0, "kind": ["infl"]}, False),
        ({"min_precision": 1.0, "but_kind": ["neg"]}, False),
        ({"min_recall": 0.6, "kind": ["infl"]}, True),
    ],
)
def test_fails_below_what_is_asked(
    tmp_path: Path, options: dict[str, object], fails: bool
) -> None:
    file = file_of(tmp_path, RIGHT, MISSED, WRONG)
    if fails:
        with pytest.raises(CommandError, match="is below"):
            call_command("check_search", file, **options)
    else:
        call_command("check_search", file, **options)


@pytest.mark.parametrize("line", ["2\ta\tb", "1\ta", "1\ta\tb\tc\td"])
def test_bad_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(CommandError, match=r"cases\.tsv:2: not 1 or 0"):
        call_command("check_search", file_of(tmp_path, RIGHT, line))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("check_search", tmp_path / "none.tsv")


def test_kin_words_of_the_administrators(tmp_path: Path) -> None:
    file = file_of(tmp_path, "1\tkissa\tKatti kehrää")
    with pytest.raises(CommandError):
        call_command("check_search", file, min_recall=1.0)
    KinWords.objects.create(words="kissa, katti")
    call_command("check_search", file, min_recall=1.0)


def judged(language: str, *, apart: bool) -> Judged:
    files = sorted(GOLD.glob(f"*_{language}.tsv"))
    every = judge((case for file in files for case in read(file)), first_table())
    return Judged(
        [case for case in every.cases if (case.kind in APART) == apart],
        [case for case in every.missed if (case.kind in APART) == apart],
    )


@pytest.mark.parametrize(
    ("language", "recall", "precision"),
    [("fi", 0.985, 0.995), ("sv", 0.985, 0.995), ("en", 0.98, 0.99)],
)
def test_words_find_their_texts(language: str, recall: float, precision: float) -> None:
    found = judged(language, apart=False)
    assert len(found.cases) > 200
    assert found.recall >= recall
    assert found.precision >= precision


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_derivations_and_hyphens(language: str) -> None:
    found = judged(language, apart=True)
    assert len(found.cases) > 25
    assert found.recall >= 0.96
    assert found.precision >= 0.99
