"""Free text: how a query is matched against the tokens of an entry, and scored."""

from collections.abc import Collection, Iterator, Mapping

from textanalysis.queries import Alternative, Query, Word

# Before the tokens of related words: only a query that wants these finds them.
RELATED = "@"
# Title over terms and names over summary over body; related words lowest.
WEIGHTS = {"title": 16, "terms": 8, "summary": 4, "body": 2, "related": 1}

Tokens = Mapping[str, Collection[str]]


def match_and_score(tokens: Tokens, query: Query, least: int = 1) -> int | None:
    """The score of an entry for a query, or None where it has not all words.

    `tokens` maps fields of WEIGHTS to the tokens in them. An alternative weighs as
    much as the least of its tokens, each in its best field; a word as its best
    alternative; the score is the sum over the words. An entry has not a word that
    weighs less than `least`. An empty query matches everything with score 0.
    """
    score = 0
    for word in query:
        weight = _weight_of_word(tokens, word)
        if weight < least:
            return None
        score += weight
    return score


def with_related(query: Query, vocabulary: Collection[str]) -> Query:
    """The query that entries answer as well that have words only as related words.

    The same query where the index has none of them as that.
    """
    return tuple(
        word._replace(alternatives=(*word.alternatives, *_related(word, vocabulary)))
        for word in query
    )


def _related(word: Word, vocabulary: Collection[str]) -> Iterator[Alternative]:
    for tokens in word.alternatives:
        related = tuple(f"{RELATED}{token}" for token in tokens)
        if all(token in vocabulary for token in related):
            yield related


class WithRelated(Collection[str]):
    """All tokens of an index, those of related words as if they were its own."""

    def __init__(self, vocabulary: Collection[str]) -> None:
        self._own = vocabulary

    def __contains__(self, token: object) -> bool:
        return token in self._own or f"{RELATED}{token}" in self._own

    def __iter__(self) -> Iterator[str]:
        return (token.removeprefix(RELATED) for token in self._own)

    def __len__(self) -> int:
        return len(self._own)


def _weight_of_word(tokens: Tokens, word: Word) -> int:
    return max((_weight(tokens, one) for one in word.alternatives), default=0)


def _weight(tokens: Tokens, alternative: Alternative) -> int:
    return min((_weight_of_token(tokens, token) for token in alternative), default=0)


def _weight_of_token(tokens: Tokens, token: str) -> int:
    return max(
        (weight for field, weight in WEIGHTS.items() if token in tokens.get(field, ())),
        default=0,
    )
