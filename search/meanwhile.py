"""Pages that are made while the database says how new the documents are."""

from collections.abc import Callable
from typing import TypeVar

from search import live
from search import mark as marks
from search.live import State, current
from search.mark import Mark

Made = TypeVar("Made")


def meanwhile(make: Callable[[], Made]) -> Made:
    """What `make` makes of what is in memory, while the database says how new that is.

    Where memory was behind, it catches up and `make` is called once more: so what is
    made is right as of a moment within the request, but `make` may leave nothing
    behind that would harm. Where the database has been asked already, or cannot be
    asked, or has to answer by itself, all is done one after the other.
    """
    index = live.live.index
    if index is None or not getattr(current, "is_on", False) or current.state:
        return make()
    answer = marks.ask()
    if answer is None:
        return make()
    guess = current.state = State(index.mark, index)
    try:
        made = make()
    except Exception:
        if _is_confirmed(guess, answer):
            raise
    else:
        if _is_confirmed(guess, answer):
            return made
    return make()


def _is_confirmed(guess: State, answer: Callable[[], Mark | None]) -> bool:
    """Whether what a request has begun with is what the database says."""
    current.state = None
    state = current.state = live.live.state(answer)
    same = state.index is guess.index and not state.is_old
    if same and state.mark and guess.mark and state.mark[:3] == guess.mark[:3]:
        return True
    current.made = {}
    return False
