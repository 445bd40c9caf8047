"""The words that an activity is found by: its own texts, its terms, names, places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from activities.models import Activity, Format, Language, TargetGroup, Theme, Version
from regions.models import Municipality, Region
from regions.named import Named
from textanalysis.folding import words
from textanalysis.matching import Tokens, analyse

TERMS: dict[str, tuple[str, type[Named]]] = {
    "themes": ("theme", Theme),
    "formats": ("format", Format),
    "target_groups": ("targetgroup", TargetGroup),
    "languages": ("language", Language),
    "interpreted_languages": ("language", Language),
    "municipalities": ("municipality", Municipality),
}
NAMES = ("name_fi", "name_sv", "name_en")


def tokens_of(activities: QuerySet[Activity]) -> Iterator[tuple[int, Tokens]]:
    """The id and the tokens of each activity, in a fixed number of queries."""
    rows = activities.order_by("pk").values_list(
        "pk",
        "public_version",
        "public_version__tokens",
        "public_version__district",
        "public_version__address",
        "public_version__postcode",
        *(f"organisation__{name}" for name in NAMES),
    )
    of_terms = _words_of_terms(activities)
    for pk, version, own, *names in rows:
        found = of_terms.get(version, set()) | set(analyse(filter(None, names)))
        yield pk, {**own, "terms": sorted(found)}


def _words_of_terms(activities: QuerySet[Activity]) -> dict[int, set[str]]:
    versions = activities.order_by().values("public_version")
    found: dict[int, set[str]] = defaultdict(set)
    for field, (column, model) in TERMS.items():
        of_term = {pk: words_of(texts) for pk, texts in _texts(model)}
        links = getattr(Version, field).through.objects.filter(version__in=versions)
        for version, pk in links.values_list("version", column):
            found[version] |= of_term[pk]
    return found


def words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in words(text)}


def _texts(model: type[Named]) -> Iterator[tuple[int, list[str]]]:
    """The names of each term of a model, with what else people call it."""
    terms = model._default_manager.all()
    if model is Municipality:
        regions = {pk: texts for pk, texts in _texts(Region)}
        for pk, region, *names in terms.values_list("pk", "region", *NAMES):
            yield pk, [*names, *regions[region]]
    elif model is Language:
        yield from _rows(terms.values_list("pk", "autonym", *NAMES))
    elif model is Region:
        yield from _rows(terms.values_list("pk", *NAMES))
    else:
        for term in terms.prefetch_related("words"):
            synonyms = [w.word for w in term.words.all() if w.relation == "synonym"]
            yield term.pk, [getattr(term, name) for name in NAMES] + synonyms


def _rows(rows: Iterable[tuple[int, *tuple[str, ...]]]) -> Iterator[tuple[int, list[str]]]:
    for pk, *texts in rows:
        yield pk, texts
