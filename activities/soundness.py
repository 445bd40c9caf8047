"""Whether the documents are all there, and tables for them where they are not."""

import json
from collections.abc import Collection

from django.db import connection
from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast

from activities.facts import Facts
from activities.models import Activity, Document, Index
from activities.prepared import is_card
from activities.texts import LANGUAGES
from textanalysis.analysis import VERSION


def is_built() -> bool:
    """Whether this release has built an index, whatever became of single documents."""
    if _lost_tables():
        return False
    return Index.objects.ready().filter(analyser=VERSION).exists()


def is_complete() -> bool:
    """Whether every entry has a document, and every document an entry: in no time."""
    documents = Document.objects.present().filter(pk=OuterRef("pk"))
    entries = Activity.objects.documented().filter(pk=OuterRef("pk"))
    without = Activity.objects.documented().filter(~Exists(documents))
    return not (
        without.exists() or Document.objects.present().filter(~Exists(entries)).exists()
    )


def amiss(ids: Collection[int] | None = None) -> set[int]:
    """Entries without a whole document, and documents without an entry.

    Every document is read, or those of `ids`: seconds for ten thousand.
    """
    rows = Document.objects.present()
    entries = Activity.objects.documented()
    if ids is not None:
        rows, entries = rows.filter(pk__in=ids), entries.filter(pk__in=ids)
    texts = rows.order_by().values_list(
        "pk", Cast("facts", TextField()), Cast("cards", TextField())
    )
    whole = {pk for pk, facts, cards in texts.iterator() if _is_whole(facts, cards)}
    present = set(rows.order_by().values_list("pk", flat=True))
    documented = set(entries.order_by().values_list("pk", flat=True))
    return documented - whole | present - documented


def is_sound() -> bool:
    """Whether every entry has its document, as this release writes it."""
    return is_built() and not amiss()


def seems_sound() -> bool:
    """Whether nothing is lost: in no time. What another release built, or somebody is
    building just now, passes.
    """
    if _lost_tables() or not Index.objects.exists():
        return False
    return not is_built() or is_complete()


def create_tables() -> None:
    """Those that are missing: an accident took them, for migrations have made them."""
    for model in _lost_tables():
        with connection.schema_editor() as editor:
            editor.create_model(model)


def _lost_tables() -> list[type[Index | Document]]:
    tables = connection.introspection.table_names()
    models: tuple[type[Index | Document], ...] = (Index, Document)
    return [model for model in models if model._meta.db_table not in tables]


def _is_whole(facts: str, cards: str) -> bool:
    """As it is at least when it has not been damaged. Both are JSON."""
    try:
        known, drawn = json.loads(facts), json.loads(cards)
    except json.JSONDecodeError:
        return False
    return (
        isinstance(known, dict)
        and isinstance(drawn, dict)
        and Facts.__required_keys__ <= known.keys()
        and all(isinstance(one, str) for one in known["tokens"].values())
        and set(LANGUAGES) == drawn.keys()
        and all(map(is_card, drawn.values()))
    )
