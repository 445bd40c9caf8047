"""Finnish words: base forms, parts of compounds, and what words are derived from.

The morphology is Voikko's, as pyvoikko packs it (GPL-3.0-or-later); kfst-rs makes it
fast. It takes a second to load and 230 MB that forked processes share.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from threading import Lock
from typing import Any, NamedTuple

_ROOT = re.compile(r"\[Xp\](.*?)\[X\]")
# Letters that people leave the dots out of.
_DOTLESS = {"a": "ä", "o": "ö"}
_MOST_DOTLESS = 12
_lock = Lock()


class Part(NamedTuple):
    """A part of a compound, or a whole word: its base form, what that is derived from."""

    lemma: str
    root: str


class Reading(NamedTuple):
    """One way to understand a word; `parts` are two or more for a compound."""

    lemma: str
    root: str
    parts: tuple[Part, ...]
    name: bool


@lru_cache(maxsize=65_536)
def readings(word: str) -> tuple[Reading, ...]:
    """How a lower-case word can be understood; none when Voikko does not know it."""
    analyses = _analyses(word)
    found = [_reading(one) for one in analyses]
    exact = [one for one in found if one.lemma == word]
    fewest = min((len(one.parts) for one in exact or found), default=0)
    return tuple(
        dict.fromkeys(one for one in exact or found if len(one.parts) == fewest)
    )


@lru_cache(maxsize=16_384)
def with_dots(word: str) -> tuple[str, ...]:
    """The words that this may be without its dots: "aidit" may be "äidit".

    Vowel harmony leaves few ways: a run of front vowels between back ones, or the
    other way round.
    """
    places = [i for i, letter in enumerate(word) if letter in _DOTLESS]
    if not places or len(places) > _MOST_DOTLESS:
        return ()
    variants = (_dotted(word, chosen) for chosen in _runs(places))
    return tuple(one for one in dict.fromkeys(variants) if readings(one))


def warm() -> None:
    """Load the morphology now rather than with the first word."""
    readings("sana")


def _runs(places: Sequence[int]) -> Iterator[set[int]]:
    everywhere = set(places)
    bounds = range(len(places) + 1)
    for start, end in product(bounds, bounds):
        if start < end:
            run = set(places[start:end])
            yield run
            if run != everywhere:
                yield everywhere - run


def _dotted(word: str, places: set[int]) -> str:
    return "".join(
        _DOTLESS[letter] if i in places else letter for i, letter in enumerate(word)
    )


def _analyses(word: str) -> Sequence[Any]:
    return _voikko().analyse(word)  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _voikko() -> Any:
    with _lock:
        import pyvoikko

        return pyvoikko


def _reading(analysis: Any) -> Reading:
    parts = tuple(
        _part(part)
        for one in analysis.COMPOUND_PARTS or [analysis]
        for part in _lexical(one)
    )
    lemma = _plain(analysis.BASEFORM)
    root = parts[0].root if len(parts) == 1 else lemma
    return Reading(lemma, root, parts, analysis.CLASS in _NAMES)


_NAMES = frozenset({"paikannimi", "etunimi", "sukunimi", "nimi"})


def _lexical(analysis: Any) -> list[tuple[str, str]]:
    """Base form and root of a part, or of the parts that the dictionary sees in it."""
    base = analysis.BASEFORM.rstrip("-")
    if "=" in base and analysis.CLASS not in _NAMES:
        return [(one, one) for one in base.split("=")]
    root = _ROOT.search(analysis.FSTOUTPUT)
    derived = "[Xj]" in analysis.FSTOUTPUT
    return [(base, root.group(1) if root and derived else base)]


def _part(part: tuple[str, str]) -> Part:
    lemma, root = part
    return Part(_plain(lemma), _plain(root))


def _plain(base: str) -> str:
    return base.replace("=", "").replace("--", "-").lower()
