"""Kin words: what no rule derives from each other, though people mean the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from textanalysis import finnish, swedish
from textanalysis.analysis import alternatives
from textanalysis.foreign import ALSO_FINNISH

# Token -> tokens that find the same.
Kin = Mapping[str, frozenset[str]]
# Before a word of another language than most of its family: "jalkapallo, sv:fotboll".
MARKS = {"fi:": "", "sv:": "sv:", "en:": "en:"}


def kin_of(families: Iterable[Sequence[str]]) -> Kin:
    """The table of families of words: ("ompelu", "ommella", "en:sew")."""
    found: dict[str, set[str]] = defaultdict(set)
    for family in families:
        mark = _mark([word for word in family if word[:3] not in MARKS])
        marked = [(word[3:], MARKS[word[:3]]) for word in family if word[:3] in MARKS]
        marked += [(word, mark) for word in family if word[:3] not in MARKS]
        tokens = [token for word, of in marked for token in _tokens(word.lower(), of)]
        for token in tokens:
            found[token].update(other for other in tokens if other != token)
    return {token: frozenset(others) for token, others in found.items()}


def _mark(family: Sequence[str]) -> str:
    """The language of most of its words: "" for Finnish, else as tokens mark it."""
    in_finnish = [w for w in family if finnish.readings(w.lower())]
    if len(set(in_finnish) - ALSO_FINNISH) * 2 > len(family):
        return ""
    in_swedish = [w for w in family if swedish.is_word(w.lower())]
    return "sv:" if in_swedish else "en:"


def _tokens(word: str, mark: str) -> list[str]:
    """Its base form in one language, and the word itself where Voikko has none."""
    readings = [] if mark else finnish.readings(word)
    exact = [one.lemma for one in readings if one.lemma == word]
    if readings:
        return exact or [one.lemma for one in readings]
    single = [one[0] for one in alternatives(word) if len(one) == 1]
    return [one for one in single if one.startswith(mark or "fi:") or ":" not in one]
