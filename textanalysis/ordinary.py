"""Whether a Finnish word is an ordinary one, or the name of a place, or both."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from textanalysis import voikko
from textanalysis.finnish import with_dots
from textanalysis.folding import fold

_PLACE = "paikannimi"
_NAMES = frozenset({_PLACE, "etunimi", "sukunimi", "nimi"})


@lru_cache(maxsize=16_384)
def is_ordinary(word: str) -> bool:
    """Whether Finnish has it, with its dots, as a word that is no name or compound.

    "Salo" and "Kalliossa" are; "Tapiola" and "Kalasatama" are not.
    """
    return any(one.CLASS not in _NAMES for one in _readings(word.lower()))


@lru_cache(maxsize=16_384)
def places_of(word: str) -> frozenset[str]:
    """The folded names of places that it may be in some form of."""
    named = [one for one in _readings(word.lower()) if one.CLASS == _PLACE]
    return frozenset(fold(one.BASEFORM.replace("=", "")) for one in named)


def _readings(word: str) -> Iterator[Any]:
    """Names and single words: parts of a compound are ordinary in any name."""
    for spelling in (word, *with_dots(word)):
        for one in voikko.analyse(spelling):
            compound = one.COMPOUND_PARTS or "=" in one.BASEFORM
            if one.CLASS == _PLACE or not compound:
                yield one
