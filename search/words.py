"""The words of entries, for an oracle that scores a query over all of them."""

from functools import cached_property

from django.db.models import QuerySet

from activities.models import Activity
from activities.words import tokens_of
from textanalysis.matching import Tokens, match_and_score
from textanalysis.queries import Query


class Texts:
    """The tokens of some activities, read when they are first needed."""

    def __init__(self, activities: QuerySet[Activity]) -> None:
        self.activities = activities

    @cached_property
    def tokens(self) -> dict[int, Tokens]:
        return dict(tokens_of(self.activities))

    def scores(self, query: Query, least: int = 1) -> dict[int, int]:
        """The text score of each activity that has all words of a query."""
        matched = {
            pk: match_and_score(tokens, query, least)
            for pk, tokens in self.tokens.items()
        }
        return {pk: score for pk, score in matched.items() if score is not None}

    def vocabulary(self) -> set[str]:
        return {
            word
            for tokens in self.tokens.values()
            for of_field in tokens.values()
            for word in of_field
        }
