"""The word that somebody meant who typed one that nobody knows."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from textanalysis import english, foreign, swedish
from textanalysis.folding import fold

# The shortest words that are repaired, by one slip and by two.
_ONE_SLIP, _TWO_SLIPS = 5, 8

Stem = Callable[[str], str]


def one_slip_off(word: str, vocabulary: Collection[str]) -> str | None:
    """The word of the index that this is one slip from, whatever the endings."""
    return _known(vocabulary).nearest(word, fold, 1)


def repaired(word: str, vocabulary: Collection[str], *, slips: int = 2) -> str | None:
    """The nearest word of the index that begins with the same letter, or None.

    A slip is a letter too many, too few, wrong, or changed places with the next. The
    word is compared as it is, then without the endings of each language. In ties the
    one with the longest beginning in common, of the nearest length, first by the
    alphabet.
    """
    known = _known(vocabulary)
    found = (known.nearest(word, stem, slips) for stem in _STEMS)
    return next(filter(None, found), None)


def swapped(word: str) -> Iterator[str]:
    """The word with two letters changed round."""
    for at in range(1, len(word)):
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def respelled(word: str) -> Iterator[str]:
    """The word with one letter left out, or one doubled."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]


class _Known:
    """The words of an index, by their first letters.

    Stems are made only of words that begin as what was typed, with twice the slips: to
    make those of 100,000 takes seconds.
    """

    def __init__(self, vocabulary: Collection[str]) -> None:
        self.vocabulary, self.size = vocabulary, len(vocabulary)
        self._words: dict[str, list[str]] = defaultdict(list)
        self._folds: dict[str, Sequence[str]] = {}
        for token in tuple(vocabulary):
            if ":" not in token and token[0] != "~":
                self._words[fold(token[0])].append(token)

    def nearest(self, word: str, stem: Stem, slips: int) -> str | None:
        typed = stem(word.lower())
        if len(typed) < _ONE_SLIP:
            return None
        most = min(slips, 1 if len(typed) < _TWO_SLIPS else 2)
        words, folded = self._words.get(typed[0], []), self._folded(typed[0])
        if stem is not fold:
            near = _close(typed, [one[: len(typed)] for one in folded], 2 * most)
            words = [words[at] for _known, _distance, at in near]
        stems = folded if stem is fold else [stem(one) for one in words]
        found = _close(typed, stems, most)
        ranked = (
            (
                distance,
                -Prefix.similarity(typed, known),
                abs(len(words[at]) - len(word)),
                words[at],
            )
            for known, distance, at in found
        )
        return min(ranked, default=(None,))[-1]

    def _folded(self, letter: str) -> Sequence[str]:
        if letter not in self._folds:
            self._folds[letter] = [fold(one) for one in self._words.get(letter, ())]
        return self._folds[letter]


def _close(typed: str, known: Sequence[str], most: int) -> list[tuple[str, int, int]]:
    """What is at most so many slips away, how many, and where it is."""
    return process.extract(
        typed, known, scorer=OSA.distance, score_cutoff=most, limit=None
    )


# Of the kinds of entries, each with its index, and of one that was read in between.
_KEPT = 4
_kept: tuple[_Known, ...] = ()


def _known(vocabulary: Collection[str]) -> _Known:
    """Kept while the vocabulary is the same, and as large: a word that came or went
    meanwhile in place of another only makes a repair less good.
    """
    global _kept
    for known in _kept:
        if known.vocabulary is vocabulary and known.size == len(vocabulary):
            return known
    others = [one for one in _kept if one.vocabulary is not vocabulary]
    known = _Known(vocabulary)
    _kept = (known, *others[: _KEPT - 1])
    return known


def _finnish(word: str) -> str:
    return fold(foreign.inflected(word))


def _swedish(word: str) -> str:
    return fold(swedish.base(word))


_STEMS: tuple[Stem, ...] = (fold, _finnish, english.base, _swedish)
