"""Two browsers that share the work."""

import atexit
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from tests.audit.examining import Violation, Window, examine, window

BROWSERS = 2
LANGUAGES = ("fi", "sv", "en")
HTMLCS = Path("node_modules/html_codesniffer/build/HTMLCS.js")


class Unit(NamedTuple):
    """One load of one state; `number` is its address on the small server."""

    number: int
    name: str
    language: str
    scripts: bool


Seen = tuple[Unit, list[Violation]]


class Mine:
    """What one of the two processes holds."""

    window: Window
    site: str


def begin(folder: Path, site: str) -> None:
    stack = ExitStack()
    atexit.register(stack.close)
    Mine.window = stack.enter_context(window(folder / HTMLCS))
    Mine.site = site


def look(unit: Unit) -> Seen:
    url = f"{Mine.site}/{unit.number}/"
    return unit, examine(Mine.window, url, scripts=unit.scripts)


class Examiners:
    def __init__(self, folder: Path, site: str) -> None:
        self.pool = ProcessPoolExecutor(
            BROWSERS,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=begin,
            initargs=(folder, site),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.pool.shutdown(cancel_futures=True)

    def look(self, units: Iterable[Unit]) -> Iterator[Seen]:
        return self.pool.map(look, units)
