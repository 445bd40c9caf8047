"""How good the answers to some queries are, on the activities of the demo.

What is wanted was judged by people who read the entries. It names entries by their keys
in the demo files ("south-*-cafe"), those of an organisation ("@savon-silta") or those
of a filter ("theme=sport&municipality=049"), so that it outlives the demo's dates.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import override

from activities.management.commands.load_demo import DATA, FILES
from activities.models.choices import Kind
from search.answering import ask, vocabulary
from search.filters import read as read_filters
from search.meant import meant_in
from search.question import TIERED, Answer
from search.selection import Selection

FIRST = 5
PLACE, TARGET = TIERED.index("place"), TIERED.index("target")


class Judgement(NamedTuple):
    query: str
    language: str
    wanted: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """The first ten that were found, how many in all, and the ids that are wanted.

    Nationwide and online ones that nobody wants come under a heading of their own and
    are not counted in all.
    """

    judgement: Judgement
    first: tuple[int, ...]
    total: int
    relevant: frozenset[int]

    @property
    def precision(self) -> float:
        """The share of what is wanted in the first five."""
        return self._precision(FIRST)

    @property
    def fair_precision(self) -> float:
        """The same, where fewer are wanted among so many: what follows cannot be."""
        return self._precision(min(FIRST, len(self.relevant)))

    def _precision(self, most: int) -> float:
        first = self.first[:most]
        return sum(pk in self.relevant for pk in first) / len(first) if first else 0.0

    @property
    def times(self) -> float:
        """How many times as much is found as is wanted, under the first heading."""
        return self.total / len(self.relevant)


def read(path: Path) -> list[Judgement]:
    """Query, language and what is wanted, parted by tabs; # begins a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        Judgement(query, code, tuple(wanted.split())) for query, code, wanted in rows
    ]


def judge(judgement: Judgement) -> Judged:
    """Raises ValueError where nothing that is listed is wanted."""
    with override(judgement.language):
        answer = ask(_meant(judgement.query))
        relevant = frozenset(_ids(ask(Selection()))) & _wanted(judgement)
        if not relevant:
            raise ValueError(judgement.query)
        hits = answer.hits(0, answer.total)
        total = sum(not one.tiers[PLACE] or one.pk in relevant for one in hits)
        first = tuple(hit.pk for hit in hits[:10])
        return Judged(judgement, first, total, relevant)


def _meant(query: str) -> Selection:
    """The search to which the page leads from these words."""
    selection = Selection(q=query)
    meant = meant_in(selection, partial(vocabulary, selection.kind))
    chosen = selection.searching(meant.rest)
    for parameter, value in meant.filters:
        chosen = chosen.adding(parameter, value)
    return chosen


def _wanted(judgement: Judgement) -> set[int]:
    return {pk for one in judgement.wanted for pk in _ids_of(one)}


def _ids_of(wanted: str) -> Iterator[int]:
    if "=" in wanted:
        answer = ask(read_filters(QueryDict(wanted), Kind.ACTIVITY))
        hits = answer.hits(0, answer.total)
        yield from (hit.pk for hit in hits if not hit.tiers[TARGET])
        return
    for pk, entry in enumerate(demo(), start=1):
        owner = f"@{entry['organisation']}"
        if fnmatchcase(entry["key"], wanted) or wanted == owner:
            yield pk


def _ids(answer: Answer) -> list[int]:
    return [hit.pk for hit in answer.hits(0, answer.total)]


def demo() -> list[Mapping[str, str]]:
    """The entries in the order in which `load_demo` numbers them."""
    files = [(DATA / f"{name}.json").read_text(encoding="utf-8") for name in FILES]
    return [entry for file in files for entry in json.loads(file)["activities"]]
