"""Django's PostgreSQL with a pool that notices at once that its server was lost.

The pool's own check puts lost connections aside one by one, and waits longer before
each: four of them took all the time that a request has.
"""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Of the pool, where there is one; after a lost one only new ones."""
        connection = super().get_new_connection(conn_params)
        pool: ConnectionPool[Any] | None = self.pool
        if pool is None or _is_alive(connection):
            return connection
        pool.putconn(connection)
        pool.drain()
        return super().get_new_connection(conn_params)


def _is_alive(connection: Connection[Any]) -> bool:
    try:
        ConnectionPool.check_connection(connection)
    except OperationalError:
        return False
    return True
