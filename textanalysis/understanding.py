"""A query as people type it, understood: dots restored, slips mended, kin added."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain, islice, pairwise, product
from typing import NamedTuple

from textanalysis import finnish
from textanalysis.analysis import alternatives, is_word, own_forms
from textanalysis.kin import Kin
from textanalysis.queries import Alternative, Query, Word
from textanalysis.questions import Typed, split
from textanalysis.repair import one_slip_off, repaired, respelled, swapped

_MOST = 24
_SHORTEST_PART = 4
# The shortest words of which letters are changed round, and left out or doubled.
_SWAPPED, _RESPELLED = 4, 6
# Longer words take long to look up, and each letter makes three of them.
_LONGEST_RESPELLED = 24
# Letters of two words that may be one.
_JOINED = 7
_WORDS_KEPT = 4_096
# Words of a query that are mended, the first ones: to seek takes some milliseconds.
_MENDED = 5


class Understood(NamedTuple):
    query: Query
    # The words as they were understood, with their dots.
    shown: str
    # Whether a slip of typing was mended: dots that were left out are none.
    repaired: bool


class _Meaning(NamedTuple):
    words: tuple[str, ...]
    repaired: bool = False
    # Whether a repair was sought.
    sought: bool = False


class _Read(NamedTuple):
    word: Word
    shown: str
    repaired: bool
    sought: bool


def understand(text: str, vocabulary: Collection[str], kin: Kin) -> Understood:
    """What a query asks for, given all tokens of the index and the kin words."""
    return Reader(vocabulary, kin).understand(text)


class Reader:
    """Understands queries while the vocabulary and the kin words stay as they are.

    Words that it has met it knows.
    """

    def __init__(self, vocabulary: Collection[str], kin: Kin) -> None:
        self.vocabulary, self.kin = vocabulary, kin
        self._met: dict[tuple[Typed, bool], _Read] = {}
        self._pairs: dict[str, tuple[Alternative, ...]] = {}

    def understand(self, text: str) -> Understood:
        read: list[_Read] = []
        sought = 0
        for typed in _typed(text):
            read.append(self._read(typed, mend=sought < _MENDED))
            sought += read[-1].sought
        return Understood(
            self._joined([one.word for one in read], text),
            " ".join(one.shown for one in read),
            any(one.repaired for one in read),
        )

    def _read(self, typed: Typed, *, mend: bool) -> _Read:
        read = self._met.get((typed, mend))
        if read is None:
            if len(self._met) >= _WORDS_KEPT:
                self._met.clear()
            meaning = _meaning(typed, self.vocabulary, mend=mend)
            families = {} if typed.literal else self.kin
            found = _alternatives(meaning.words, self.vocabulary, families)
            word = Word(typed.text, found)
            read = _Read(word, meaning.words[0], meaning.repaired, meaning.sought)
            self._met[typed, mend] = read
        return read

    def _joined(self, words: list[Word], text: str) -> Query:
        """Two words are found as one, too, where the index has that: "home work"."""
        found = list(words)
        for at, (first, second) in enumerate(pairwise(words)):
            pair = f"{first.typed} {second.typed}"
            whole = self._whole(pair.replace(" ", "")) if pair in text else ()
            for i in (at, at + 1) if whole else ():
                wider = dict.fromkeys((*found[i].alternatives, *whole))
                found[i] = found[i]._replace(alternatives=tuple(wider))
        return tuple(found)

    def _whole(self, together: str) -> tuple[Alternative, ...]:
        """What the index has of two words that were written as one."""
        if len(together) < _JOINED:
            return ()
        whole = self._pairs.get(together)
        if whole is None:
            if len(self._pairs) >= _WORDS_KEPT:
                self._pairs.clear()
            every = (one for one in alternatives(together) if len(one) == 1)
            whole = self._pairs[together] = _indexed(tuple(every), self.vocabulary)
        return whole


@lru_cache(maxsize=4_096)
def _typed(text: str) -> tuple[Typed, ...]:
    return tuple(split(text))


def _meaning(
    typed: Typed, vocabulary: Collection[str], *, mend: bool = True
) -> _Meaning:
    """The word itself, the word with its dots, or the one that it was a slip of."""
    word = typed.text
    if typed.literal or is_word(word):
        return _Meaning((word,))
    dotted = finnish.with_dots(word.lower())
    indexed = [one for one in (*dotted, word) if _is_indexed(one, vocabulary)]
    if indexed == [word] and (near := _whole_word(word, vocabulary)):
        return _Meaning((near, word), repaired=True)
    if indexed or (indexed := [one for one in dotted if is_word(one)]):
        return _Meaning(tuple(indexed))
    if not mend:
        return _Meaning((word,))
    if repair := _repaired(word, vocabulary):
        return _Meaning((repair,), repaired=True, sought=True)
    return _Meaning((word,), sought=True)


def _repaired(word: str, vocabulary: Collection[str]) -> str | None:
    """Forms of words are not in the index; a few slips are tried on the dictionary."""
    slips = 1 if finnish.readings(word.lower()) else 2
    lower = word.lower()
    swaps = swapped(lower) if len(word) >= _SWAPPED else ()
    others = respelled(lower) if len(word) >= _RESPELLED else ()
    respellings = chain(swaps, others) if len(word) <= _LONGEST_RESPELLED else ()
    return repaired(word, vocabulary, slips=slips) or next(
        (one for one in respellings if is_word(one) and _is_indexed(one, vocabulary)),
        None,
    )


def _is_indexed(word: str, vocabulary: Collection[str]) -> bool:
    """Compounds that no dictionary has by their very parts, not by what those are of:
    "jalkapalo" is neither feet nor what burns.
    """
    if readings := finnish.readings(word.lower()):
        return any(
            reading.lemma in vocabulary
            or all(part.lemma in vocabulary for part in reading.parts)
            for reading in readings
        )
    return bool(_indexed(own_forms(word), vocabulary))


def _whole_word(word: str, vocabulary: Collection[str]) -> str | None:
    """The word of the index that an odd compound is a slip of: "jalkapalo" could be a
    fire of feet. Short parts make too many compounds that are meant.
    """
    readings = finnish.readings(word.lower())
    whole = any(one.lemma in vocabulary for one in readings)
    short = any(len(part.form) < _SHORTEST_PART for r in readings for part in r.parts)
    if whole or short or not readings:
        return None
    return one_slip_off(word, vocabulary)


def _alternatives(
    words: tuple[str, ...], vocabulary: Collection[str], kin: Kin
) -> tuple[Alternative, ...]:
    """Those that the index has, if it has any."""
    own = [one for word in words for one in alternatives(word)]
    wider = [more for one in own for more in _with_kin(one, kin)]
    every = tuple(dict.fromkeys([*own, *wider]))
    return (_indexed(every, vocabulary) or every)[:_MOST]


def _with_kin(alternative: Alternative, kin: Kin) -> Iterator[Alternative]:
    if kin.keys().isdisjoint(alternative):
        return
    choices = [(token, *sorted(kin.get(token, ()))) for token in alternative]
    for one in islice(product(*choices), _MOST):
        yield tuple(dict.fromkeys(one))


def _indexed(
    every: tuple[Alternative, ...], vocabulary: Collection[str]
) -> tuple[Alternative, ...]:
    return tuple(one for one in every if all(token in vocabulary for token in one))
