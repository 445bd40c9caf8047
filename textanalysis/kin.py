"""Kin words: what no rule derives from each other, though people mean the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from textanalysis.analysis import alternatives

# Token -> tokens that find the same.
Kin = Mapping[str, frozenset[str]]


def kin_of(families: Iterable[Iterable[str]]) -> Kin:
    """The table of families of words: ("ompelu", "ommella"), …"""
    found: dict[str, set[str]] = defaultdict(set)
    for family in families:
        tokens = [token for word in family for token in _tokens(word)]
        for token in tokens:
            found[token].update(other for other in tokens if other != token)
    return {token: frozenset(others) for token, others in found.items()}


def _tokens(word: str) -> set[str]:
    return {one[0] for one in alternatives(word) if len(one) == 1}
