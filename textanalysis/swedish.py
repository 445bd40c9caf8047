"""Swedish words: a stem by Snowball, and the parts of compounds of this field."""

from functools import lru_cache

from textanalysis.folding import fold
from textanalysis.snowball import stem


@lru_cache(maxsize=65_536)
def stemmed(word: str) -> str:
    """Folded after stemming: "läxorna" is "lax"."""
    return fold(stem("swedish", word))


@lru_cache(maxsize=65_536)
def parts(word: str) -> tuple[str, ...]:
    """The stems of the parts of a compound; none when it is no compound known here."""
    return ()
