"""English words: a stem by Snowball."""

from functools import lru_cache

from textanalysis.folding import fold
from textanalysis.snowball import stem

# What no rule of endings finds.
IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "people": "person",
}


@lru_cache(maxsize=65_536)
def stemmed(word: str) -> str:
    """Folded after stemming: "mothers" is "mother"."""
    return fold(stem("english", IRREGULAR.get(word, word)))
