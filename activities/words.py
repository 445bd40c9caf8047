"""The words that an entry is found by: its own texts, its terms, names and places."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from activities.models import Activity, Language, TermWord, Version
from activities.models.choices import ChildCare, Price
from regions.models import Municipality
from regions.named import NAME_COLUMNS, Named
from textanalysis.analysis import analyse
from textanalysis.matching import RELATED, Tokens

LINKS = (
    "themes",
    "formats",
    "target_groups",
    "languages",
    "interpreted_languages",
    "municipalities",
)
OWN_NAMES = ("venue_fi", "venue_sv", "venue_en", "address", "postcode", "district")
# What people type for a fact that an entry states, and only then.
FREE = "maksuton ilmainen gratis avgiftsfri kostnadsfri free"
ONLINE = "verkossa etänä netissä online distans nätet virtual"
CHILD_CARE = "lastenhoito barnpassning childcare child care"
# Term -> the column of TermWord that points to it.
WORDS_OF = {"themes": "theme", "formats": "format", "target_groups": "target_group"}

Key = tuple[str, int]


class OfTerm(NamedTuple):
    """What people type for a term, and for what is narrower or beside it."""

    synonyms: list[str]
    related: list[str]


def tokens_of(activities: QuerySet[Activity]) -> Iterator[tuple[int, Tokens]]:
    """The id and the tokens of each, by field of textanalysis.matching.WEIGHTS."""
    names = [Prefetch(f"public_version__{link}") for link in LINKS]
    rows = activities.order_by().select_related("organisation", "public_version")
    found = list(
        rows.prefetch_related(*names, "public_version__municipalities__region")
    )
    words = Words(found)
    for activity in found:
        yield activity.pk, words.of(activity)


class Words:
    """The tokens of entries whose terms are loaded: one query for all of them."""

    def __init__(self, activities: Iterable[Activity]) -> None:
        versions = [one.public_version for one in activities if one.public_version]
        wanted: dict[str, set[int]] = {column: set() for column in WORDS_OF.values()}
        for version in versions:
            for link, column in WORDS_OF.items():
                wanted[column] |= {term.pk for term in getattr(version, link).all()}
        self.of_terms = _typed_for(wanted)

    def of(self, activity: Activity) -> Tokens:
        version = activity.published_version
        typed = [
            self.of_terms[column, term.pk]
            for link, column in WORDS_OF.items()
            for term in getattr(version, link).all()
            if (column, term.pk) in self.of_terms
        ]
        synonyms = chain.from_iterable(one.synonyms for one in typed)
        related = chain.from_iterable(one.related for one in typed)
        named = [*_names(activity, version), *_stated(version), *synonyms]
        beside = [f"{RELATED}{token}" for token in _tokens(related)]
        return {**version.tokens, "terms": _tokens(named), "related": beside}


def _typed_for(wanted: dict[str, set[int]]) -> dict[Key, OfTerm]:
    found: dict[Key, OfTerm] = {}
    terms = Q(*((f"{name}__in", pks) for name, pks in wanted.items()), _connector=Q.OR)
    rows = TermWord.objects.filter(terms).order_by()
    for word, relation, *pks in rows.values_list("word", "relation", *wanted):
        key = next((name, pk) for name, pk in zip(wanted, pks, strict=True) if pk)
        typed = found.setdefault(key, OfTerm([], []))
        is_synonym = relation == TermWord.Relation.SYNONYM
        (typed.synonyms if is_synonym else typed.related).append(word)
    return found


def _names(activity: Activity, version: Version) -> Iterator[str]:
    for column in NAME_COLUMNS:
        yield getattr(activity.organisation, column) or ""
    for column in OWN_NAMES:
        yield getattr(version, column) or ""
    for link in LINKS:
        for one in getattr(version, link).all():
            # Nearly everything is held in Finnish: who types that wants to learn it.
            if not (isinstance(one, Language) and one.code == "fi"):
                yield from _names_of(one)


def _names_of(one: Named) -> Iterator[str]:
    for column in NAME_COLUMNS:
        yield getattr(one, column)
    if isinstance(one, Language):
        yield one.autonym
    if isinstance(one, Municipality):
        yield from _names_of(one.region)


def _stated(version: Version) -> Iterator[str]:
    if version.price == Price.FREE:
        yield FREE
    if version.online:
        yield ONLINE
    if version.child_care == ChildCare.ARRANGED:
        yield CHILD_CARE


def _tokens(texts: Iterable[str]) -> list[str]:
    return sorted(set[str]().union(*map(_analysed, set(texts))))


@lru_cache(maxsize=16_384)
def _analysed(text: str) -> frozenset[str]:
    """Kept, for entries share most of their names."""
    return frozenset(analyse([text]))
