"""The way to entries that have the words of a search in their descriptions alone."""

from typing import NamedTuple

from search.addresses import results_url
from search.answering import ask
from search.meant import Repair
from search.question import Answer
from search.selection import Selection
from textanalysis.questions import split


class WithDescriptions(NamedTuple):
    total: int
    url: str


def with_descriptions(
    selection: Selection, repair: Repair | None, answer: Answer
) -> WithDescriptions | None:
    """None where descriptions are looked into already, or would add nothing."""
    if answer.question.least == 1:
        return None
    text = repair.selection.q if repair else selection.q
    quoted = " ".join(f'"{word.text}"' for word in split(text))
    wider = selection.searching(quoted)
    total = ask(wider).total
    if total <= answer.total:
        return None
    return WithDescriptions(total, results_url(wider))
