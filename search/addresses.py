"""The addresses of a search, in the active language."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, override

from activities.models.choices import Kind
from activities.texts import LANGUAGES
from search.selection import Selection


def results_path(selection: Selection) -> str:
    training = selection.kind == Kind.TRAINING
    return _path("search:trainings" if training else "search:activities")


def _path(name: str, *arguments: str) -> str:
    return _reversed(get_language() or "", name, arguments)


@lru_cache(maxsize=256)
def _reversed(_language: str, name: str, arguments: tuple[str, ...]) -> str:
    """In the active language, by which it is kept."""
    return reverse(name, args=arguments)


def results_url(selection: Selection) -> str:
    return results_path(selection) + selection.query_string


def moved_url(
    selection: Selection,
    given: QueryDict,
    place: Iterable[tuple[str, str]],
    meant: Iterable[tuple[str, str]] = (),
) -> str:
    """Where a request leads that named the other kind, or a place in words.

    `place`: what `where` is; `meant`: filters that were words of the query. All else
    of the request stays, so that the page can say what it left out.
    """
    done = {"kind", "page"} | ({"where"} if place else set())
    pairs = [
        (name, value)
        for name, values in given.lists()
        for value in values
        if value and name not in done
    ]
    pairs += [pair for pair in (*place, *meant) if pair not in pairs]
    return results_path(selection) + (f"?{urlencode(pairs)}" if pairs else "")


def in_each_language(address: Callable[[], str]) -> dict[str, str]:
    """What an address is in each language of the pages, by its code."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = address()
    return found


def facet_path(kind: str, parameter: str) -> str:
    """The page with all options of one parameter."""
    name = "training_facet" if kind == Kind.TRAINING else "facet"
    return _path(f"search:{name}", parameter)
