"""What the rows of a benchmark say."""

import json
from pathlib import Path

from benchmarks.report import (
    Row,
    at_least,
    at_most,
    commit,
    read,
    table,
    times_faster,
    update,
    write,
)


def test_times_are_compared_with_the_rivals() -> None:
    assert times_faster("fast", 2, 30, 15) == Row("fast", 2, 30, 15, 15, True)
    assert times_faster("slow", 2, 30, 16) == Row("slow", 2, 30, 15, 16, False)
    assert times_faster("no promise", 2, 30) == Row("no promise", 2, 30, 15)


def test_limits_hold_from_both_sides() -> None:
    assert at_least("share", 70, 100, 0.7).ok is True
    assert at_least("share", 69, 100, 0.7).ok is False
    assert at_most("seconds", 3, 3).ok is True
    assert at_most("seconds", 3.1, 3).ok is False


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows = [at_most("seconds", 2, 3), Row("alone", 5)]

    write(rows, tmp_path / "rows.json")

    assert read(tmp_path / "rows.json") == rows


def test_rows_of_another_run_stay(tmp_path: Path) -> None:
    file = tmp_path / "latest.json"
    update([Row("alone", 5), Row("both", 6)], file)
    update([Row("both", 7)], file)

    rows = json.loads(file.read_text())["rows"]

    assert [(row["name"], row["ours"]) for row in rows] == [("alone", 5), ("both", 7)]
    assert {row["commit"] for row in rows} == {commit()}


def test_table_shows_what_is_missed() -> None:
    lines = table([at_most("late", 4, 3), Row("alone", 5)]).splitlines()

    assert lines[0].split() == ["name", "ours", "rival", "ratio", "target", "ok"]
    assert lines[1].split()[-1] == "NO"
    assert lines[2].split()[1:] == ["5", "–", "–", "–", "–"]
