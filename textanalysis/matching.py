"""Free text: how a query is matched against the words of an entry, and scored."""

from collections.abc import Iterable, Mapping, Sequence

from textanalysis.folding import words

Tokens = dict[str, list[str]]

# Title over terms and names over summary over body (the order of `best`).
WEIGHTS = {"title": 8, "terms": 4, "summary": 2, "body": 1}
PREFIX_FROM = 3


def analyse(texts: Iterable[str]) -> list[str]:
    """The distinct folded words of texts, sorted, so that equal texts are equal."""
    return sorted({word for text in texts for word in words(text)})


def match_and_score(
    tokens: Mapping[str, Sequence[str]], query: Sequence[str]
) -> int | None:
    """The score of an entry for the words of a query, or None where it has not all.

    `tokens` maps a field of WEIGHTS to its folded words; `query` is what
    `words(text)` gives. A word of three letters or more also matches the beginning
    of a longer one. The score is the sum, over the words, of the weight of the best
    field that has the word. An empty query matches everything with score 0.
    """
    score = 0
    for word in query:
        found = [
            weight for field, weight in WEIGHTS.items() if _has(tokens, field, word)
        ]
        if not found:
            return None
        score += max(found)
    return score


def _has(tokens: Mapping[str, Sequence[str]], field: str, word: str) -> bool:
    of_field = tokens.get(field, ())
    if len(word) < PREFIX_FROM:
        return word in of_field
    return any(token.startswith(word) for token in of_field)
