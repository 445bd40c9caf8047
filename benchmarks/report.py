"""The rows of a run: a table to read, and a file to compare with."""

import json
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

LATEST = Path(__file__).with_name("latest.json")


@dataclass(frozen=True)
class Row:
    """`target` is what `ratio` must reach, or None where nothing is promised yet."""

    name: str
    ours: float
    rival: float | None = None
    ratio: float | None = None
    target: float | None = None
    ok: bool | None = None


def table(rows: list[Row]) -> str:
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
    if isinstance(value, float):
        return f"{value:,.4g}"
    return "–" if value is None else str(value)


def write(rows: list[Row]) -> None:
    report = {"commit": _commit(), "rows": [asdict(row) for row in rows]}
    LATEST.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n")


def _commit() -> str:
    """With "-dirty" when files differ from it."""
    run = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"],
        cwd=LATEST.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.strip() or "unknown"
