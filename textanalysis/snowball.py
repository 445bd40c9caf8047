"""Stems by Snowball, through PyStemmer."""

from functools import lru_cache
from threading import local

import Stemmer

_own = local()


@lru_cache(maxsize=65_536)
def stem(language: str, word: str) -> str:
    """A stemmer is not made for several threads: each has its own."""
    stemmers = _own.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(language)
    found: str = stemmers[language].stemWord(word)
    return found
