"""The rows of a run: a table to read, and a file to compare with."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

LATEST = Path(__file__).with_name("latest.json")


@dataclass(frozen=True)
class Row:
    """`target` is what `ratio` must keep, or None where nothing is promised."""

    name: str
    ours: float
    rival: float | None = None
    ratio: float | None = None
    target: float | None = None
    ok: bool | None = None


def times_faster(
    name: str, ours: float, rival: float, target: float | None = None
) -> Row:
    """Both are times: how many of ours fit into one of the rival's."""
    return _row(name, ours, rival, rival / ours, target)


def at_least(name: str, ours: float, rival: float, target: float | None = None) -> Row:
    """How much of the rival's figure ours reaches."""
    return _row(name, ours, rival, ours / rival, target)


def at_most(name: str, ours: float, rival: float, target: float = 1) -> Row:
    """Ours may be so many times the other figure, which may be a limit, at most."""
    ratio = ours / rival
    return Row(name, ours, rival, ratio, target, ratio <= target)


def _row(
    name: str, ours: float, rival: float, ratio: float, target: float | None
) -> Row:
    ok = None if target is None else ratio >= target
    return Row(name, ours, rival, ratio, target, ok)


def table(rows: Sequence[Row]) -> str:
    names = ["name", "ours", "rival", "ratio", "target", "ok"]
    lines = [names] + [[_text(value) for value in asdict(row).values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            text.rjust(width) if place else text.ljust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _text(value: object) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "NO"
        case float():
            return f"{value:,.4g}"
    return str(value)


def read(file: Path) -> list[Row]:
    return [Row(**row) for row in json.loads(file.read_text())["rows"]]


def write(rows: Sequence[Row], file: Path = LATEST) -> None:
    report = {"commit": commit(), "rows": [asdict(row) for row in rows]}
    file.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n")


def commit() -> str:
    """With "-dirty" when files differ from it."""
    run = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
        cwd=LATEST.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.strip() or "unknown"
