"""A table beside a data file: what is new, what has changed, what has gone."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from events.public_facts import tell

ModelType = TypeVar("ModelType", bound=models.Model)
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Changes:
    """What a table went through, as one line of progress."""

    label: str
    rows: int
    added: int
    changed: int
    gone: int

    def __str__(self) -> str:
        return (
            f"{self.label}: {self.rows} rows, {self.added} added, "
            f"{self.changed} changed, {self.gone} gone"
        )


class Table(Generic[ModelType]):
    """The rows of a model by the columns that identify them; only changes are written.

    Put every row of the file, treat what is `unlisted`, then save.
    """

    def __init__(self, model: type[ModelType], *identity: str) -> None:
        self.model = model
        self.identity = identity
        self.columns = _columns(model)
        self.rows = {self._key(one): one for one in model._default_manager.all()}
        self.saved = {key: self._values(one) for key, one in self.rows.items()}
        self.listed: set[Key] = set()
        self.added: set[Key] = set()
        self.changed: set[Key] = set()
        self.gone = 0

    def put(self, **values: Any) -> ModelType:
        """Give a new or a known row these values."""
        key = tuple(values[column] for column in self.identity)
        one = self.rows[key] = self.rows.get(key) or self.model()
        for column, value in values.items():
            setattr(one, column, value)
        self.listed.add(key)
        return one

    def unlisted(self) -> list[ModelType]:
        return [one for key, one in self.rows.items() if key not in self.listed]

    def delete_unlisted(self) -> None:
        gone = self.unlisted()
        pks = [one.pk for one in gone]
        self.model._default_manager.filter(pk__in=pks).delete()
        tell(self.model, *pks)
        self.rows = {key: one for key, one in self.rows.items() if key in self.listed}
        self.gone += len(gone)

    def save(self) -> None:
        """Check, write and tell what differs. Raises ValidationError for bad values."""
        new = [key for key in self.rows if key not in self.saved]
        changed = [
            key
            for key, values in self.saved.items()
            if key in self.rows and self._values(self.rows[key]) != values
        ]
        fields = self.model._meta.fields
        # The database checks relations at once, this with a query for each.
        relations = {field.name for field in fields if field.is_relation}
        for key in (*new, *changed):
            self.rows[key].clean_fields(exclude=relations)
        manager = self.model._default_manager
        manager.bulk_create([self.rows[key] for key in new])
        manager.bulk_update([self.rows[key] for key in changed], self.columns)
        tell(self.model, *(self.rows[key].pk for key in (*new, *changed)))
        self.saved |= {key: self._values(self.rows[key]) for key in (*new, *changed)}
        self.added |= set(new)
        self.changed |= set(changed) - self.added

    def changes(self) -> Changes:
        return Changes(
            label=self.model._meta.label,
            rows=len(self.rows),
            added=len(self.added),
            changed=len(self.changed),
            gone=self.gone,
        )

    def _key(self, one: ModelType) -> Key:
        return tuple(getattr(one, column) for column in self.identity)

    def _values(self, one: ModelType) -> Key:
        return tuple(_copied(getattr(one, column)) for column in self.columns)


def _columns(model: type[models.Model]) -> list[str]:
    """The columns to compare and write, without those that stand for a translation."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    originals = [getattr(field, "translated_field", None) for field in fields]
    translated = {original.name for original in originals if original}
    return [field.attname for field in fields if field.name not in translated]


def _copied(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
