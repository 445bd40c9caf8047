"""Documents that were built, as tests read them."""

from typing import Any

from activities import documents
from activities.models import Activity, Document, Index

Contents = dict[int, tuple[str, dict[str, Any], dict[str, Any]]]


def contents() -> Contents:
    rows = Document.objects.present().values_list("pk", "kind", "facts", "cards")
    return {pk: (kind, facts, cards) for pk, kind, facts, cards in rows}


def index() -> Index:
    return Index.objects.get()


def document(entry: Activity) -> Document:
    return Document.objects.get(pk=entry.pk)


def as_built_anew() -> Contents:
    documents.rebuild()
    return contents()
