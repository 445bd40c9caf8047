"""The word that somebody meant who typed one that nobody knows."""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from textanalysis import english, foreign, swedish
from textanalysis.folding import fold

# The shortest words that are repaired, by one slip and by two.
_ONE_SLIP, _TWO_SLIPS = 5, 8
# How much longer or shorter a form of the same word may be.
_LONGEST_ENDING = 6

Stem = Callable[[str], str]


def one_slip_off(word: str, vocabulary: Collection[str]) -> str | None:
    """The word of the index that this is one slip from, whatever the endings."""
    return _nearest(
        word, [one for one in vocabulary if one[0] != "~" and ":" not in one], fold, 1
    )


def repaired(word: str, vocabulary: Collection[str], *, slips: int = 2) -> str | None:
    """The nearest word of the index that begins with the same letter, or None.

    A slip is a letter too many, too few, wrong, or changed places with the next. The
    word is compared as it is, then without the endings of each language. In ties the
    one with the longest beginning in common, of the nearest length, first by the
    alphabet.
    """
    near = [
        one
        for one in _words(vocabulary)
        if abs(len(one) - len(word)) <= _LONGEST_ENDING
    ]
    for stem in (fold, _finnish, english.base, _swedish):
        if found := _nearest(word, near, stem, slips):
            return found
    return None


def respelled(word: str) -> Iterator[str]:
    """The word with two letters changed round, one left out, or one doubled."""
    for at in range(1, len(word)):
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]


def _words(vocabulary: Collection[str]) -> list[str]:
    return [one for one in vocabulary if one[0] != "~" and ":" not in one]


def _nearest(word: str, words: list[str], stem: Stem, slips: int) -> str | None:
    typed = stem(word.lower())
    if len(typed) < _ONE_SLIP:
        return None
    most = min(slips, 1 if len(typed) < _TWO_SLIPS else 2)
    near = {
        one: known
        for one in words
        if one[0] == word[0] or fold(one[0]) == typed[0]
        for known in (_stemmed(one, stem),)
        if abs(len(known) - len(typed)) <= most and known[0] == typed[0]
    }
    found = process.extract(
        typed, near, scorer=OSA.distance, score_cutoff=most, limit=None
    )
    ranked = [
        (distance, -Prefix.similarity(typed, known), abs(len(one) - len(word)), one)
        for known, distance, one in found
    ]
    return min(ranked)[-1] if ranked else None


@lru_cache(maxsize=262_144)
def _stemmed(word: str, stem: Stem) -> str:
    return stem(word)


def _finnish(word: str) -> str:
    return fold(foreign.inflected(word))


def _swedish(word: str) -> str:
    return fold(swedish.base(word))
