"""Voikko's Finnish morphology, loaded when it is first asked."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

from textanalysis.folding import LONGEST_WORD

_lock = Lock()


@lru_cache(maxsize=32_768)
def analyse(word: str) -> Sequence[Any]:
    """The analyses of a lower-case word, as pyvoikko's VoikkoAnalysis has them."""
    if len(word) > LONGEST_WORD:
        return []
    found: list[Any] = _morphology().analyse(word)
    return found


def is_verb(word: str) -> bool:
    """Whether it is a verb as a dictionary lists it."""
    return _is(word, "teonsana")


def is_noun(word: str) -> bool:
    return _is(word, "nimisana") or _is(word, "nimisana_laatusana")


def is_place(word: str) -> bool:
    return _is(word, "paikannimi")


def _is(word: str, kind: str) -> bool:
    return any(
        kind == one.CLASS
        and one.BASEFORM.lower() == word
        and not one.COMPOUND_PARTS
        and "[Xj]" not in one.FSTOUTPUT
        for one in analyse(word)
    )


@lru_cache(maxsize=1)
def _morphology() -> Any:
    # Without the lock, two first words at the same time would load it twice.
    with _lock:
        import pyvoikko

        return pyvoikko
