"""A connection to PostgreSQL for one short question, with a limit that holds."""

import select
from collections.abc import Callable
from functools import lru_cache, partial
from time import monotonic

import psycopg
from django.db import OperationalError
from psycopg import pq
from psycopg.conninfo import conninfo_attempts, conninfo_to_dict, make_conninfo

# A request is not kept waiting for longer; to connect, by each host that is named.
ANSWER_SECONDS = 0.3
CONNECT_SECONDS = 1.0
# Nobody else waits for a database that did not answer just now.
PAUSE_SECONDS = 1.0
NO_SUCH_TABLE = b"42P01"
STATEMENT = b"question"
_WAYS = {
    pq.PollingStatus.READING: select.POLLIN,
    pq.PollingStatus.WRITING: select.POLLOUT,
}

Row = tuple[str, ...]
Answer = Callable[[], Row | None]


class AwayError(OperationalError):
    """The database did not answer in time."""


class Line:
    """Connections of this process, one for each thread that asks at the same time.

    `statement_timeout` bounds a server that works, not one that stands still or that
    the network has lost: so this waits at the socket itself. It is quicker than a
    cursor of Django besides, and waits for no place in the pool.
    """

    def __init__(self, question: str, address: Callable[[], str]) -> None:
        self._question, self._address = question.encode(), address
        # Only those whose last answer was read to its end.
        self._idle: list[pq.abc.PGconn] = []
        self._not_before = 0.0
        # Of several hosts the one that took the last connection.
        self._host = ""

    def row(self) -> Row | None:
        """The first row; None where there is none, or no such table.

        Raises AwayError.
        """
        return self.ask()()

    def ask(self) -> Answer:
        """Send the question, and get what waits for its answer, as `row` does.

        Each answer is to be read once; of one that nobody reads the connection is lost.
        """
        try:
            connection = self._idle.pop()
        except IndexError:
            return self._anew
        try:
            connection.send_query_prepared(STATEMENT, None)
        except psycopg.OperationalError:
            # The server was restarted, or another one took over.
            return self._anew
        return partial(self._answer, connection, monotonic() + ANSWER_SECONDS)

    def close(self) -> None:
        """Before a fork: two processes must not share a connection."""
        self._hang_up()
        self._not_before = 0.0

    def _answer(self, connection: pq.abc.PGconn, until: float) -> Row | None:
        try:
            row = _row_of(_result(connection, until))
        except _TooLateError as error:
            raise self._away(error) from error
        except psycopg.OperationalError:
            # As above; or it has forgotten the question.
            self._hang_up()
            return self._anew()
        self._idle.append(connection)
        return row

    def _anew(self) -> Row | None:
        """Over a connection that is made for it."""
        if monotonic() < self._not_before:
            raise AwayError("The database did not answer just now.")
        try:
            connection = self._connected()
            result = _prepared(connection, self._question)
            if result is None or result.status != pq.ExecStatus.COMMAND_OK:
                return _row_of(result)
            row = _row_of(_asked(connection))
        except psycopg.OperationalError as error:
            raise self._away(error) from error
        self._idle.append(connection)
        return row

    def _connected(self) -> pq.abc.PGconn:
        """To one after the other: libpq would spend all of the time on a silent one."""
        ways = conninfo_attempts(conninfo_to_dict(self._address()))
        hosts = [make_conninfo("", **way) for way in ways]
        refused = psycopg.OperationalError("No host of the database is named.")
        for host in sorted(hosts, key=lambda host: host != self._host):
            try:
                connection = _connect(host)
            except psycopg.OperationalError as error:
                refused = error
            else:
                self._host = host
                return connection
        raise refused

    def _away(self, error: psycopg.OperationalError) -> AwayError:
        self._not_before = monotonic() + PAUSE_SECONDS
        self._hang_up()
        return AwayError(str(error))

    def _hang_up(self) -> None:
        while self._idle:
            self._idle.pop().finish()


class _TooLateError(psycopg.OperationalError):
    pass


def _wait(connection: pq.abc.PGconn, events: int, until: float) -> None:
    poll = select.poll()
    poll.register(connection.socket, events)
    if not poll.poll(max(0.0, until - monotonic()) * 1000):
        raise _TooLateError("The database did not answer in time.")


def _connect(address: str) -> pq.abc.PGconn:
    until = monotonic() + CONNECT_SECONDS
    connection = pq.PGconn.connect_start(address.encode())
    while (status := pq.PollingStatus(connection.connect_poll())) in _WAYS:
        _wait(connection, _WAYS[status], until)
    if status != pq.PollingStatus.OK:
        raise psycopg.OperationalError(connection.get_error_message())
    connection.nonblocking = 1
    return connection


def _prepared(connection: pq.abc.PGconn, question: bytes) -> pq.abc.PGresult | None:
    """To be read and planned once: that takes a server longer than to answer."""
    connection.send_prepare(STATEMENT, question)
    return _result(connection, monotonic() + ANSWER_SECONDS)


def _asked(connection: pq.abc.PGconn) -> pq.abc.PGresult | None:
    connection.send_query_prepared(STATEMENT, None)
    return _result(connection, monotonic() + ANSWER_SECONDS)


def _result(connection: pq.abc.PGconn, until: float) -> pq.abc.PGresult | None:
    while connection.flush():
        _wait(connection, select.POLLOUT, until)
    result = None
    # It may have come already.
    connection.consume_input()
    while True:
        while connection.is_busy():
            _wait(connection, select.POLLIN, until)
            connection.consume_input()
        following = connection.get_result()
        if following is None:
            return result
        result = following


def _row_of(result: pq.abc.PGresult | None) -> Row | None:
    if result is None or result.status != pq.ExecStatus.TUPLES_OK:
        state = result and result.error_field(pq.DiagnosticField.SQLSTATE)
        if state == NO_SUCH_TABLE:
            return None
        raise psycopg.OperationalError(f"The database answered with error {state!r}.")
    if not result.ntuples:
        return None
    return _decoded(
        tuple([result.get_value(0, column) for column in range(result.nfields)])
    )


@lru_cache(maxsize=8)
def _decoded(cells: tuple[bytes | None, ...]) -> Row:
    """Mostly the same as the time before."""
    return tuple((cell or b"").decode() for cell in cells)
