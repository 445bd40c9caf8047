"""The words of a query that carry meaning: people type whole questions.

Words that every question has ("missä voin", "var kan jag", "where can I") are dropped,
whatever language the rest is in, as long as another word is left. A part in quotation
marks stands as it is typed. The lists are data/empty_*.txt.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from textanalysis.folding import fold, fold_but_dots

LANGUAGES = ("fi", "sv", "en")
_LISTS = Path(__file__).parent / "data"
_PART = re.compile(r'["„“”«»]([^"„“”«»]*)["„“”«»]|([^"„“”«»]+)')
# A word of any script; marks above letters and vowel signs belong to it.
_LETTER = r"[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u1aaf]"
_WORD = re.compile(rf"[^\W_](?:[-‐‑–'’:]?(?:{_LETTER}))*")


class Typed(NamedTuple):
    """A word as it was typed; a literal one stood between quotation marks.

    Hyphens, apostrophes and colons inside a word belong to it: "S2-kurssi", "EU:n".
    """

    text: str
    literal: bool


class Empty(NamedTuple):
    """The empty words of a language, folded; `careful` are those marked with ~."""

    words: frozenset[str]
    careful: frozenset[str]
    runs: frozenset[tuple[str, ...]]


def split(text: str) -> list[Typed]:
    """The words of a query that carry meaning, in order; all, if none does."""
    typed = parts(text)
    return meaningful(typed) or typed


def is_quoted(text: str) -> bool:
    """Whether some of its words are between quotation marks."""
    return any(word.literal for word in parts(text))


def parts(text: str) -> list[Typed]:
    """All words of a query, in order. A quotation mark without its pair is ignored."""
    return [
        Typed(word, bool(quoted))
        for quoted, plain in _PART.findall(text)
        for word in _WORD.findall(quoted or plain)
    ]


def meaningful(typed: Sequence[Typed]) -> list[Typed]:
    """Those of all words of a query that carry meaning, in order; may be none."""
    keys = ["" if word.literal else _key(word.text) for word in typed]
    dropped = _in_runs(keys)
    spoken = _spoken(keys)
    return [
        word
        for index, word in enumerate(typed)
        if not (index in dropped or _is_empty(word.text, keys[index], spoken))
    ]


@cache
def empty_words() -> dict[str, Empty]:
    return {code: _read(_LISTS / f"empty_{code}.txt") for code in LANGUAGES}


def _read(path: Path) -> Empty:
    lines = path.read_text(encoding="utf-8").splitlines()
    listed = ",".join(line for line in lines if not line.startswith("#")).split(",")
    dotted = [_key(entry.strip()) for entry in listed if entry.strip()]
    entries = {*dotted, *map(fold, dotted)}
    words = {entry.removeprefix("~") for entry in entries if " " not in entry}
    careful = {entry.removeprefix("~") for entry in entries if entry[0] == "~"}
    runs = {tuple(entry.split()) for entry in entries if " " in entry}
    return Empty(frozenset(words), frozenset(careful), frozenset(runs))


def _key(word: str) -> str:
    """With its dots: "män" (men) is not "man" (one)."""
    return fold_but_dots(word).replace("’", "'")


def _spoken(keys: Iterable[str]) -> set[str]:
    """The languages that alone drop one of the words."""
    spoken = set()
    for key in keys:
        dropping = [code for code, empty in empty_words().items() if key in empty.words]
        if len(dropping) == 1 and key not in empty_words()[dropping[0]].careful:
            spoken.add(dropping[0])
    return spoken


def _is_empty(word: str, key: str, spoken: set[str]) -> bool:
    if word == "IT":
        return False
    return any(
        key in empty.words and (key not in empty.careful or code in spoken)
        for code, empty in empty_words().items()
    )


def _in_runs(keys: Sequence[str]) -> set[int]:
    """Where in the query the words of empty runs are."""
    runs = {run for empty in empty_words().values() for run in empty.runs}
    found: set[int] = set()
    for start in range(len(keys)):
        for run in runs:
            if tuple(keys[start : start + len(run)]) == run:
                found |= set(range(start, start + len(run)))
    return found
