"""The words that an activity is found by: its own texts, its terms, names, places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from django.db.models import QuerySet

from activities.models import (
    Activity,
    Format,
    Language,
    TargetGroup,
    TermWord,
    Theme,
    Version,
)
from regions.models import Municipality
from regions.named import NAME_COLUMNS, Named
from textanalysis.analysis import analyse
from textanalysis.matching import Tokens, match_and_score
from textanalysis.queries import Query

# Field of a version -> column of its link table, and what it links to.
LINKS: dict[str, tuple[str, type[Named]]] = {
    "themes": ("theme", Theme),
    "formats": ("format", Format),
    "target_groups": ("targetgroup", TargetGroup),
    "languages": ("language", Language),
    "interpreted_languages": ("language", Language),
    "municipalities": ("municipality", Municipality),
}
# What is a name besides the three official ones.
MORE_NAMES: dict[type[Named], Sequence[str]] = {
    Language: ["autonym"],
    Municipality: [f"region__{name}" for name in NAME_COLUMNS],
}
SYNONYMS: dict[type[Named], str] = {
    Theme: "theme",
    TargetGroup: "target_group",
    Format: "format",
}
# What the entry itself says of who and where.
NAMES_AND_PLACES = (
    *(f"organisation__{name}" for name in NAME_COLUMNS),
    *(f"public_version__venue_{language}" for language in ("fi", "sv", "en")),
    "public_version__address",
    "public_version__postcode",
    "public_version__district",
)


class Texts:
    """The tokens of some activities, read when they are first needed."""

    def __init__(self, activities: QuerySet[Activity]) -> None:
        self.activities = activities

    @cached_property
    def tokens(self) -> dict[int, Tokens]:
        return dict(tokens_of(self.activities))

    def scores(self, query: Query) -> dict[int, int]:
        """The text score of each activity that has all words of a query."""
        matched = {
            pk: match_and_score(tokens, query) for pk, tokens in self.tokens.items()
        }
        return {pk: score for pk, score in matched.items() if score is not None}

    def vocabulary(self) -> set[str]:
        return {
            word
            for tokens in self.tokens.values()
            for of_field in tokens.values()
            for word in of_field
        }


def tokens_of(activities: QuerySet[Activity]) -> Iterator[tuple[int, Tokens]]:
    """The id and the tokens of each activity, in a fixed number of queries."""
    of_terms = _words_of_terms(activities)
    columns = ("pk", "public_version", "public_version__tokens", *NAMES_AND_PLACES)
    for pk, version, own, *names in activities.order_by().values_list(*columns):
        yield pk, {**own, "terms": sorted(of_terms[version].union(*map(_words, names)))}


def _words_of_terms(activities: QuerySet[Activity]) -> dict[int, set[str]]:
    versions = activities.order_by().values("public_version")
    found: dict[int, set[str]] = defaultdict(set)
    for field, (column, model) in LINKS.items():
        of_term = _words_of_each(model)
        links = getattr(Version, field).through.objects.filter(version__in=versions)
        for version, pk in links.values_list("version", column):
            found[version] |= of_term[pk]
    return found


def _words_of_each(model: type[Named]) -> dict[int, set[str]]:
    """The words of the names of each term, and of what else people call it."""
    columns = [*NAME_COLUMNS, *MORE_NAMES.get(model, ())]
    rows = model._default_manager.values_list("pk", *columns)
    found = {pk: set[str]().union(*map(_words, names)) for pk, *names in rows}
    if term := SYNONYMS.get(model):
        synonyms = TermWord.objects.synonyms().exclude(**{term: None})
        for pk, synonym in synonyms.values_list(term, "word"):
            found[pk] |= _words(synonym)
    return found


@lru_cache(maxsize=16_384)
def _words(name: str | None) -> frozenset[str]:
    """Kept, for the same few thousand names are analysed again and again."""
    return frozenset(analyse([name or ""]))
