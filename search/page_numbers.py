"""The pages of an answer, and their numbers: 1 2 … 9 [10] 11 … 20 21, drawn once for
each shape of them.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.core.paginator import Paginator

from activities.moulds import slot
from search.question import Answer, Hit

PER_PAGE = 20
HERE, GAP, OTHER = "here", "gap", "other"


class Page(NamedTuple):
    number: int
    last: int
    hits: Sequence[Hit]

    @property
    def is_alone(self) -> bool:
        return self.last == 1


def page_of(answer: Answer, number: int) -> Page:
    """The page of a number, counted from 1, or the last one."""
    last = max(1, -(-answer.total // PER_PAGE))
    number = min(number, last)
    hits = answer.hits((number - 1) * PER_PAGE, number * PER_PAGE)
    return Page(number, last, hits)


class Shape:
    """What templates take for a page of Django's Paginator; its numbers are slots."""

    has_other_pages = True
    ELLIPSIS = Paginator.ELLIPSIS

    def __init__(self, kinds: tuple[str, ...]) -> None:
        here = kinds.index(HERE)
        names = [f"number-{place}" for place in range(len(kinds))]
        self.slots = ("query", "previous", "next", *names)
        self.paginator = self
        self._numbers = [
            self.ELLIPSIS if kind == GAP else slot(name)
            for kind, name in zip(kinds, names, strict=True)
        ]
        self.number = self._numbers[here]
        self.has_previous, self.has_next = here > 0, here < len(kinds) - 1
        self.previous_page_number, self.next_page_number = (
            slot("previous"),
            slot("next"),
        )

    def get_elided_page_range(self, *_number: object, **_how: int) -> Iterator[object]:
        yield from self._numbers


@lru_cache(maxsize=1024)
def pages_as_drawn(number: int, last: int) -> tuple[dict[str, object], Shape]:
    """The values of the slots, and what is drawn with them."""
    pages = Paginator(range(last), 1)
    elided = list(pages.get_elided_page_range(number, on_each_side=1, on_ends=1))
    kinds = {number: HERE, Paginator.ELLIPSIS: GAP}
    shape = _shape(tuple(kinds.get(one, OTHER) for one in elided))
    values = {f"number-{place}": one for place, one in enumerate(elided)}
    return {"previous": number - 1, "next": number + 1, **values}, shape


@lru_cache(maxsize=64)
def _shape(kinds: tuple[str, ...]) -> Shape:
    """The same object each time, so that its mould is found again."""
    return Shape(kinds)
