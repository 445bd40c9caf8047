"""Questions to the search in few words; entries are named by their titles."""

from collections.abc import Iterable

from django.http import QueryDict

from activities.models import Activity
from activities.models.choices import Kind
from search.results import Search


def ask(query: str = "", kind: str = Kind.ACTIVITY) -> Search:
    return Search(QueryDict(query), kind)


def found(query: str = "", kind: str = Kind.ACTIVITY) -> list[str]:
    """The titles of everything found, in order."""
    return _titles([hit.pk for hit in ask(query, kind).hits()])


def tiers(query: str, facet: str) -> tuple[set[str], set[str]]:
    """The titles in the first and in the second tier of a facet."""
    search = ask(query)
    first = search.tiers[facet].first & search.ids
    return set(_titles(first)), set(_titles(search.ids - first))


def counts(query: str, parameter: str) -> dict[str, int]:
    """The counts of a parameter's values, without those that would find nothing."""
    values = ask(query).counts_of(parameter)
    return {value: count for value, count in values.items() if count}


def _titles(ids: Iterable[int]) -> list[str]:
    titles = dict(Activity.objects.values_list("pk", "public_version__title_fi"))
    return [str(titles[pk]) for pk in ids]
