"""The word that somebody meant who typed one that nobody knows."""

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

from textanalysis.folding import fold

# No shorter word is repaired, and from the second on two slips are.
ONE_SLIP, TWO_SLIPS = 5, 8


def repaired(word: str, vocabulary: Collection[str]) -> str | None:
    """The nearest token that begins with the same letter; the first in ties."""
    typed = fold(word)
    if len(typed) < ONE_SLIP:
        return None
    slips = 1 if len(typed) < TWO_SLIPS else 2
    near = [
        token
        for token in vocabulary
        if token[0] == typed[0] and abs(len(token) - len(typed)) <= slips
    ]
    found = process.extract(
        typed, near, scorer=OSA.distance, score_cutoff=slips, limit=None
    )
    best = min(((distance, token) for token, distance, _i in found), default=None)
    return best[1] if best else None
