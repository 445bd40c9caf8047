"""A lookup for long lists of ids, which are one parameter and not thousands."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


@models.BigAutoField.register_lookup
class InIds(Lookup[Any]):
    """`pk__in_ids=ids`: SQLite takes at most 32,766 parameters, and this needs one."""

    lookup_name = "in_ids"
    prepare_rhs = False

    def get_db_prep_lookup(
        self, value: Iterable[int], connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        return "%s", [json.dumps(sorted(value))]

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        column, column_params = self.process_lhs(compiler, connection)
        array, params = self.process_rhs(compiler, connection)
        ids = f"SELECT value FROM json_each({array})"
        if connection.vendor == "postgresql":
            ids = f"SELECT value::bigint FROM json_array_elements_text({array}::json)"
        return f"{column} IN ({ids})", [*column_params, *params]
