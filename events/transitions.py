"""How every verb changes a row: only from the state that it expects, and logged."""

from typing import Any

from django.db import models, transaction

from events.models import Event


class StateChanged(Exception):  # noqa: N818 - says what happened, as DoesNotExist
    """Somebody else changed the object meanwhile: the verb no longer fits."""

    def __init__(self, target: models.Model) -> None:
        super().__init__(f"{target._meta.label_lower} {target.pk} changed meanwhile")
        self.target = target


@transaction.atomic
def move(
    target: models.Model,
    verb: str,
    *,
    by: models.Model | None,
    expect: dict[str, Any],
    change: dict[str, Any],
) -> None:
    """Change columns of one row if it still is as expected, and write the event.

    One conditional UPDATE, because SELECT FOR UPDATE does nothing on SQLite.
    Raises StateChanged, with nothing written, when the row is not as expected.
    """
    rows = type(target)._base_manager.filter(pk=target.pk, **expect)
    if rows.update(**change) != 1:
        raise StateChanged(target)
    before = {name: getattr(target, name) for name in change}
    for name, value in change.items():
        setattr(target, name, value)
    Event.objects.record(
        verb, target, by=by, before=_plain(before), after=_plain(change)
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.pk if isinstance(value, models.Model) else value
        for name, value in values.items()
    }
