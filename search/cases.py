"""Cases that say which words find which texts, judged as a search would."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textanalysis.analysis import analyse
from textanalysis.kin import Kin
from textanalysis.matching import Tokens, match_and_score
from textanalysis.understanding import understand

WANTED = {"1": True, "0": False}


@dataclass(frozen=True)
class Case:
    """Whether a query is to find an entry whose text this is."""

    wanted: bool
    query: str
    text: str
    kind: str = ""

    def __str__(self) -> str:
        should = "finds not" if self.wanted else "finds wrongly"
        return f"{self.query}: {should}: {self.text}"


@dataclass(frozen=True)
class Judged:
    """Cases, and those of them that went wrong."""

    cases: Sequence[Case]
    missed: Sequence[Case]

    @property
    def recall(self) -> float:
        """The share of what is wanted that is found; 1 where nothing is wanted."""
        wanted = sum(case.wanted for case in self.cases)
        return self._found / wanted if wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of what is found that is wanted; 1 where nothing is found."""
        wrong = sum(not case.wanted for case in self.missed)
        return self._found / (self._found + wrong) if self._found + wrong else 1.0

    @property
    def _found(self) -> int:
        return sum(case.wanted for case in set(self.cases) - set(self.missed))

    def of_kind(self, kind: str) -> "Judged":
        return Judged(
            [case for case in self.cases if case.kind == kind],
            [case for case in self.missed if case.kind == kind],
        )


def read(path: Path) -> Iterator[Case]:
    """Lines of 1 or 0, a query, a text and maybe a kind, with tabs between them.

    Raises ValueError with the number of a line that is none of that.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _case(line.rstrip("\r\n").split("\t"), f"{path}:{number}")


def judge(cases: Iterable[Case], kin: Kin) -> Judged:
    """Each text alone is an entry; the words of all of them are the index."""
    cases = list(dict.fromkeys(cases))
    entries: Mapping[str, Tokens] = {
        text: {"body": analyse([text])} for text in {case.text for case in cases}
    }
    vocabulary = {token for tokens in entries.values() for token in tokens["body"]}
    missed = []
    for case in cases:
        query = understand(case.query, vocabulary, kin).query
        found = match_and_score(entries[case.text], query) is not None
        if found != case.wanted:
            missed.append(case)
    return Judged(cases, missed)


def _case(fields: Sequence[str], where: str) -> Case:
    if len(fields) not in (3, 4) or fields[0] not in WANTED:
        raise ValueError(f"{where}: not 1 or 0, a query, a text and maybe a kind")
    return Case(WANTED[fields[0]], *fields[1:])
