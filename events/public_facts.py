"""The one signal of our own: something that entries show in public has changed."""

from typing import Any

from django.db import models
from django.dispatch import Signal

# Sent inside the transaction of the change, by what entries know of and what knows no
# entries: places, terms and organisations. `sender`: the model; `ids`: its rows that
# changed, came or went. Rules belong into verbs; this is the exception, because a name
# in `regions` is part of documents in `activities`, and imports point to the left.
public_facts_changed = Signal()


def tell(sender: type[models.Model], *ids: Any) -> None:
    """Say so, to whoever keeps copies; call it in the transaction of the change."""
    if ids:
        public_facts_changed.send(sender, ids=ids)
