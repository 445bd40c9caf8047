"""Activities by long lists of ids, which are one parameter and not thousands."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from activities.models import Activity


def among(ids: Iterable[int]) -> QuerySet[Activity]:
    return Activity.objects.filter(pk__in_ids=ids)


@models.BigAutoField.register_lookup
class InIds(Lookup[Any]):
    """`pk__in_ids=ids`: SQLite takes at most 32,766 parameters, and this needs one."""

    lookup_name = "in_ids"
    prepare_rhs = False

    def get_db_prep_lookup(
        self, value: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str, ...]]:
        return "%s", (json.dumps(sorted(value)),)

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        column, column_params = self.process_lhs(compiler, connection)
        array, params = self.process_rhs(compiler, connection)
        ids = "SELECT value FROM json_each({})"
        if connection.vendor == "postgresql":
            ids = "SELECT value::bigint FROM json_array_elements_text({}::json)"
        return f"{column} IN ({ids.format(array)})", (*column_params, *params)
