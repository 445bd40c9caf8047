"""Whether the documents are all there, and tables for them where they are not."""

import json

from django.db import connection

from activities.facts import Facts
from activities.models import Activity, Document, Index
from activities.texts import LANGUAGES
from textanalysis.analysis import VERSION


def is_sound() -> bool:
    """Whether every entry has its document, as this release writes it."""
    tables = connection.introspection.table_names()
    if not {model._meta.db_table for model in (Index, Document)} <= set(tables):
        return False
    if not Index.objects.ready().filter(analyser=VERSION).exists():
        return False
    rows = Document.objects.present().values_list("pk", "facts", "cards")
    try:
        whole = {pk: _is_whole(facts, cards) for pk, facts, cards in rows.iterator()}
    except json.JSONDecodeError:
        return False
    documented = Activity.objects.documented().values_list("pk", flat=True)
    return whole == dict.fromkeys(documented, True)


def create_tables() -> None:
    """Those that are missing: an accident took them, for migrations have made them."""
    tables = connection.introspection.table_names()
    for model in (Index, Document):
        if model._meta.db_table not in tables:
            with connection.schema_editor() as editor:
                editor.create_model(model)


def _is_whole(facts: object, cards: object) -> bool:
    """As it is at least when it has not been damaged."""
    return (
        isinstance(facts, dict)
        and isinstance(cards, dict)
        and Facts.__required_keys__ <= facts.keys()
        and set(LANGUAGES) == cards.keys()
    )
