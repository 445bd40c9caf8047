"""What the log says about an object: read from the first event to the last."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from events.models import Event


def replayed(target: models.Model) -> dict[str, Any]:
    """The columns that events moved, each with the last value that one gave it."""
    values: dict[str, Any] = {}
    for event in Event.objects.about(target).order_by("id"):
        values |= event.after
    columns = {field.name for field in target._meta.concrete_fields}
    return {name: value for name, value in values.items() if name in columns}


def stored(target: models.Model, names: set[str]) -> dict[str, Any]:
    """The same columns as the row has them, in the words of the log."""
    row = type(target)._base_manager.get(pk=target.pk)
    fields: Any = (target._meta.get_field(name) for name in names)
    values = {field.name: field.value_from_object(row) for field in fields}
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def disagreement(target: models.Model) -> dict[str, tuple[Any, Any]]:
    """Columns whose row does not say what the log says: (log, row). Empty is right."""
    told = replayed(target)
    found = stored(target, set(told))
    return {
        name: (told[name], found[name]) for name in told if told[name] != found[name]
    }
