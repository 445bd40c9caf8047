"""The tokens of texts: what documents are found by, and what query words become.

Finnish, Swedish and English at once: nobody guesses languages. A token is the folded
base form of a Finnish word; stems of the other two carry "sv:" or "en:", so that words
of different languages that look alike stay apart.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version

from textanalysis import english, finnish, swedish
from textanalysis.folding import fold
from textanalysis.queries import Alternative

_RULES = 1
VERSION = f"{_RULES} pyvoikko-{version('pyvoikko')} pystemmer-{version('pystemmer')}"
_WORD = re.compile(r"[^\W_](?:[-‐‑’']?[^\W_]|[\u0300-\u036f\u0900-\u1aaf])*-?")


def analyse(texts: Iterable[str]) -> list[str]:
    """The distinct folded tokens of some texts, sorted."""
    found: set[str] = set()
    for text in texts:
        for word in _WORD.findall(text):
            found |= tokens_of_word(word)
    return sorted(found)


@lru_cache(maxsize=65_536)
def tokens_of_word(word: str) -> frozenset[str]:
    """All tokens by which a word of a text can be found."""
    lower = word.lower().rstrip("-")
    found = set(_of_one(lower))
    if "-" in lower:
        for piece in lower.split("-"):
            found.update(_of_one(piece))
    return frozenset(found)


def _of_one(lower: str) -> Iterator[str]:
    if not lower:
        return
    for reading in finnish.readings(lower):
        yield fold(reading.lemma)
        for part in reading.parts:
            yield fold(part.lemma)
            yield fold(part.root)
    yield fold(lower)
    yield f"sv:{swedish.stemmed(lower)}"
    for stem in swedish.parts(lower):
        yield f"sv:{stem}"
    yield f"en:{english.stemmed(lower)}"


@lru_cache(maxsize=65_536)
def alternatives(word: str) -> tuple[Alternative, ...]:
    """Each has all tokens that a text must have to have the word; see `queries.Word`."""
    lower = word.lower()
    found = list(_alternatives(lower))
    pieces = [piece for piece in lower.split("-") if piece]
    if len(pieces) > 1:
        found.append(tuple(dict.fromkeys(_principal(piece) for piece in pieces)))
    return tuple(dict.fromkeys(found))


def _alternatives(lower: str) -> Iterator[Alternative]:
    for reading in finnish.readings(lower):
        yield (fold(reading.lemma),)
        if len(reading.parts) > 1:
            yield tuple(dict.fromkeys(fold(part.root) for part in reading.parts))
        else:
            yield (fold(reading.root),)
    yield (fold(lower),)
    yield (f"sv:{swedish.stemmed(lower)}",)
    if stems := swedish.parts(lower):
        yield tuple(f"sv:{stem}" for stem in stems)
    yield (f"en:{english.stemmed(lower)}",)


def _principal(piece: str) -> str:
    return (
        next(fold(one.root) for one in finnish.readings(piece))
        if finnish.readings(piece)
        else fold(piece)
    )


def known(word: str) -> bool:
    """Whether the Finnish morphology knows a word."""
    return bool(finnish.readings(word.lower()))


def warm() -> None:
    """Load what is loaded lazily; may be called from a thread of its own."""
    finnish.warm()
    analyse(["sana ord word"])
