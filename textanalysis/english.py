"""English words: a stem by Snowball, less what makes another word of it."""

import re
from functools import lru_cache

from textanalysis.folding import fold
from textanalysis.snowball import stem

# What no rule of endings finds.
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "people": "person",
    "persons": "person",
    "kids": "kid",
    "sang": "sing",
    "sung": "sing",
    "taught": "teach",
    "ran": "run",
    "swam": "swim",
    "wrote": "write",
    "written": "write",
    "taken": "take",
    "found": "find",
    "met": "meet",
    "spoken": "speak",
    "volunteering": "volunteer",
    "volunteered": "volunteer",
}
# A dropped e and a y that became i count too. "Publication" is not "public".
_INFLECTION = re.compile(r"(s|es|ies|ied|ed|ing|ings|er|ers|ment|ments|e|y|i|ying|)")
_PLURALS = ((re.compile(r"(?<=..)ies$"), "y"), (re.compile(r"(?<=[^aius])s$"), ""))


@lru_cache(maxsize=65_536)
def base(word: str) -> str:
    """The stem of a lower-case word, folded: "mothers" is "mother"."""
    plain = _IRREGULAR.get(fold(word), fold(word))
    one = _singular(plain)
    for written in (plain, one):
        found = stem("english", written)
        if any(map(_INFLECTION.fullmatch, _removed(written, found))):
            return found
    return one


def _singular(word: str) -> str:
    for plural, ending in _PLURALS:
        if plural.search(word):
            return plural.sub(ending, word)
    return word


def _removed(word: str, stem: str) -> tuple[str, str]:
    """The ending, without what the stem has in place of its first letter; and without
    the letter that was doubled for it: running.
    """
    same = next(
        (i for i, (a, b) in enumerate(zip(word, stem, strict=False)) if a != b),
        min(len(word), len(stem)),
    )
    ending = word[same:]
    doubled = len(ending) > 1 and same > 0 and ending[0] == word[same - 1]
    return ending, ending[1:] if doubled else ending
