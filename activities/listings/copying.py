"""Many rows at once, four times as fast as with `bulk_create`.

What takes its time is making instances with translated fields, and statements with a
parameter for every value. Here instances are made from the values of a blank one, and
PostgreSQL gets their rows by COPY.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max
from django.db.models.base import ModelState
from modeltranslation.manager import get_translatable_fields_for_model

Instance = TypeVar("Instance", bound=models.Model)
Field = models.Field[Any, Any]
# What is in their columns is not what is in the instance.
PREPARED = (models.DateField, models.TimeField, models.DecimalField, models.JSONField)


def new(model: type[Instance], **fields: Any) -> Instance:
    """What `model(**fields)` makes; foreign keys are given by their ids."""
    one = model.__new__(model)
    values = vars(one)
    values.update(_blank(model), _state=ModelState(), **fields)
    for name in _translated(model):
        texts = (values[f"{name}_{code}"] for code in ("fi", "sv", "en"))
        values[name] = next(filter(None, texts), "")
    return one


@cache
def _blank(model: type[models.Model]) -> dict[str, Any]:
    values = vars(model())
    return {
        field.attname: values[field.attname] for field in model._meta.concrete_fields
    }


@cache
def _translated(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(get_translatable_fields_for_model(model) or ())


def number(instances: Sequence[models.Model]) -> None:
    """Give them the next ids of their table, so that others can refer to them."""
    model = type(instances[0])
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    for pk, one in enumerate(instances, start=last + 1):
        one.pk = pk


def insert(model: type[models.Model], instances: Sequence[models.Model]) -> None:
    """Insert instances with their ids where they have one, else with the next ids."""
    numbered = bool(instances) and instances[0].pk is not None
    fields = [
        field
        for field in model._meta.concrete_fields
        if numbered or not field.primary_key
    ]
    insert_rows(
        model, [str(field.column) for field in fields], _rows(fields, instances)
    )
    if numbered:
        with connection.cursor() as cursor:
            for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(reset)


def _rows(
    fields: Sequence[Field], instances: Iterable[models.Model]
) -> Iterator[list[Any]]:
    read = itemgetter(*(field.attname for field in fields))
    prepared = [pair for pair in enumerate(fields) if isinstance(pair[1], PREPARED)]
    for one in instances:
        row = list(read(vars(one)))
        for place, field in prepared:
            value = field.pre_save(one, True)
            if value is not None:
                value = field.get_db_prep_save(value, connection)
            row[place] = value
        yield row


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    names = (model._meta.db_table, *columns)
    table, *quoted = (connection.ops.quote_name(name) for name in names)
    into = f"{table} ({', '.join(quoted)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            blanks = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {into} VALUES ({blanks})"  # noqa: S608 - names
            cursor.executemany(statement, list(rows))
