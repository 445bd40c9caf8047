"""A query as people type it, understood: dots restored, slips mended, kin added."""

from collections.abc import Collection, Iterator
from itertools import product
from typing import NamedTuple

from textanalysis import finnish
from textanalysis.analysis import alternatives, known
from textanalysis.kin import Kin
from textanalysis.queries import Alternative, Query, Word
from textanalysis.questions import Typed, split
from textanalysis.repair import repaired

MOST_ALTERNATIVES = 16


class Understood(NamedTuple):
    query: Query
    # The words as they were understood, with their dots.
    shown: str
    # Whether a slip of typing was mended: dots that were left out are none.
    repaired: bool


def understand(text: str, vocabulary: Collection[str], kin: Kin) -> Understood:
    """What a query asks for, given all tokens of the index and the kin words."""
    words, shown, mended = [], [], False
    for typed in split(text):
        meant = _meant(typed, vocabulary)
        found = _alternatives(meant, vocabulary, {} if typed.literal else kin)
        words.append(Word(typed.text, found))
        repair = bool(meant) and meant[0] not in _spellings(typed.text)
        mended = mended or repair
        shown.append(meant[0])
    return Understood(tuple(words), " ".join(shown), mended)


def _meant(typed: Typed, vocabulary: Collection[str]) -> tuple[str, ...]:
    """The word itself, or what it must be."""
    if typed.literal or _found(alternatives(typed.text), vocabulary):
        return (typed.text,)
    if dotted := finnish.with_dots(typed.text.lower()):
        return dotted
    if known(typed.text):
        return (typed.text,)
    repair = repaired(typed.text, vocabulary)
    return (repair or typed.text,)


def _spellings(word: str) -> tuple[str, ...]:
    return (word, *finnish.with_dots(word.lower()))


def _alternatives(
    words: tuple[str, ...], vocabulary: Collection[str], kin: Kin
) -> tuple[Alternative, ...]:
    every = [one for word in words for one in alternatives(word)]
    wider = [more for one in every for more in _with_kin(one, kin)]
    found = dict.fromkeys([*every, *wider])
    useful = _found(tuple(found), vocabulary)
    return (useful or tuple(found))[:MOST_ALTERNATIVES]


def _with_kin(alternative: Alternative, kin: Kin) -> Iterator[Alternative]:
    if kin.keys().isdisjoint(alternative):
        return
    choices = [(token, *sorted(kin.get(token, ()))) for token in alternative]
    for one in product(*choices):
        yield tuple(dict.fromkeys(one))


def _found(
    every: tuple[Alternative, ...], vocabulary: Collection[str]
) -> tuple[Alternative, ...]:
    return tuple(one for one in every if all(token in vocabulary for token in one))
