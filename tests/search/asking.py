"""Questions to the search in few words; entries are named by their titles."""

from collections.abc import Callable, Iterable

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from activities.models import Activity, Index
from activities.models.choices import Kind
from search import answering
from search.facets import OF_PARAMETER
from search.filters import ActivityFilterSet
from search.question import TIERED, Answer
from search.selection import Selection


def read(query: str = "", kind: str = Kind.ACTIVITY) -> Selection:
    return ActivityFilterSet(QueryDict(query), kind).selection


def ask(query: str = "", kind: str = Kind.ACTIVITY) -> Answer:
    return answering.ask(read(query, kind))


def found(query: str = "", kind: str = Kind.ACTIVITY) -> list[str]:
    """The titles of everything found, in order."""
    answer = ask(query, kind)
    return _titles([hit.pk for hit in answer.hits(0, answer.total)])


def tiers(query: str, facet: str) -> tuple[set[str], set[str]]:
    """The titles in the first and in the second tier of a facet of TIERED."""
    answer, place = ask(query), TIERED.index(facet)
    ids: tuple[list[int], list[int]] = ([], [])
    for hit in answer.hits(0, answer.total):
        ids[hit.tiers[place]].append(hit.pk)
    assert answer.in_second_tier(facet) == len(ids[1])
    return set(_titles(ids[0])), set(_titles(ids[1]))


def counts(query: str, parameter: str) -> dict[str, int]:
    """The counts of a parameter's values, without those that would find nothing."""
    values = ask(query).counts_of(OF_PARAMETER[parameter].name)[parameter]
    return {value: count for value, count in values.items() if count}


def _titles(ids: Iterable[int]) -> list[str]:
    titles = dict(Activity.objects.values_list("pk", "public_version__title_fi"))
    return [str(titles[pk]) for pk in ids]


def statements(action: Callable[[], object]) -> set[str]:
    """What it asks the database, but for the look how new the index is.

    In the transaction of a test that look has a savepoint of its own.
    """
    with CaptureQueriesContext(connection) as queries:
        action()
    asked = {query["sql"] for query in queries}
    return {
        sql
        for sql in asked
        if Index._meta.db_table not in sql and "SAVEPOINT" not in sql
    }
