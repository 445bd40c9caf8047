"""What was looked at and what was found, in one table."""

import time
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.audit.examining import WAYS
from tests.audit.rounds import Seen

if TYPE_CHECKING:
    from tests.audit.recording import Recorded

EXAMPLES = 6
FULL = 100


class Table:
    def __init__(self) -> None:
        self.lines = [f"{'':44}{'states':>8}{'looks':>8}{'found':>8}{'seconds':>9}"]
        self.found: defaultdict[str, list[str]] = defaultdict(list)
        self.rounds = 0

    def round(self, seen: Iterable[Seen]) -> None:
        """Also prints what is found at once: a round takes minutes."""
        began, states, found = time.monotonic(), 0, 0
        self.rounds += 1
        for unit, violations in seen:
            states, found = states + 1, found + len(violations)
            scripts = "with" if unit.scripts else "without"
            for rule, where, way in violations:
                place = f"{unit.name}, {unit.language}, {scripts} scripts, {way}"
                self._add(rule, f"{place}: {where}")
        name = f"axe, htmlcs and reflow, round {self.rounds}"
        looks = states * len(WAYS)
        self._line(name, states, looks, found, time.monotonic() - began)

    def scored(self, page: "Recorded", points: int, failed: list[str]) -> None:
        name = f"Lighthouse, {page.name}, {page.language}"
        self.lines.append(f"{name:60}{points:>8}")
        print(self.lines[-1], flush=True)
        if points < FULL:
            self._add("lighthouse", f"{page.name}, {page.language}: {failed}")

    @property
    def has_failed(self) -> bool:
        return bool(self.found)

    def __str__(self) -> str:
        rules = [
            f"{len(places):>6} {rule}\n" + "\n".join(f"    {one}" for one in places)
            for rule, places in sorted(self.found.items())
        ]
        return "\n".join([*self.lines, "", *(rules or ["No violations."])])

    def _add(self, rule: str, place: str) -> None:
        self.found[rule].append(place)
        if len(self.found[rule]) <= EXAMPLES:
            print(f"{rule}: {place}", flush=True)

    def _line(
        self, name: str, states: int, looks: int, found: int, seconds: float
    ) -> None:
        self.lines.append(f"{name:44}{states:>8}{looks:>8}{found:>8}{seconds:>9.0f}")
        print(self.lines[-1], flush=True)
