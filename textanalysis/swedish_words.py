"""The lists of Swedish words: data/swedish.txt, data/swedish_verbs.txt."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from textanalysis.folding import fold

_DATA = Path(__file__).parent / "data"


class Lexicon(NamedTuple):
    """Form -> base form, of words and of first parts of compounds.

    Where no word is written so, forms without their dots too.
    """

    forms: Mapping[str, str]
    firsts: Mapping[str, str]
    # What looks like a compound and is none.
    wholes: frozenset[str]
    # What no compound ends in: verbs and adjectives.
    apart: frozenset[str]
    # Verbs that mean the same as the noun that is their stem: "dansa", "dans".
    nouns_too: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The words of both files, read once."""
    forms: dict[str, str] = {}
    nouns_too = set()
    for written, more in _lines("swedish_verbs"):
        base = written.removesuffix("*")
        if base != written:
            nouns_too.add(base)
        forms = dict.fromkeys([base, *more.split()], base) | forms
    apart = frozenset(forms.values())
    nouns: dict[str, str] = {}
    firsts: dict[str, str] = {}
    wholes = set()
    for written, more in _lines("swedish"):
        base, *links = written.split()
        if base.endswith("!"):
            wholes.add(base := base.removesuffix("!"))
        firsts |= {link.removesuffix("-"): base for link in [base, *links]}
        nouns = dict.fromkeys([base, *more.split()], base) | nouns
    forms |= nouns
    return Lexicon(
        _without_dots(forms) | forms,
        _without_dots(firsts) | firsts,
        frozenset(wholes),
        apart - set(nouns),
        frozenset(nouns_too),
    )


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """What is before and after the colon."""
    for line in (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            written, _colon, more = line.partition(":")
            yield written.strip(), more


def _without_dots(known: Mapping[str, str]) -> dict[str, str]:
    return {fold(form): base for form, base in known.items()}
