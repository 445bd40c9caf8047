"""Guards that tests put around requests and pages."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from html.parser import HTMLParser
from typing import Any

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

READING = ("SELECT", "WITH", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET")
# A page that begins a sign-in keeps its challenge in the visitor's own session.
SESSION = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "django_session"')
# A block of data is not code: the browser never runs it.
DATA_TYPES = ("application/json", "application/ld+json")


class WroteError(AssertionError):
    """A statement that changes the database came where only reading is allowed."""


@contextmanager
def read_only() -> Iterator[None]:
    """Fail on the first statement that would change a database."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(refuse_writing))
        yield


def refuse_writing(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,
    context: dict[str, Any],
) -> Any:
    reads = sql.lstrip(" (\n").upper().startswith(READING)
    if not (reads or SESSION.match(sql)):
        raise WroteError(f"A page that only shows things wrote: {sql}")
    return execute(sql, params, many, context)


class GuardedClient(Client):
    """Django's client, except that a page which writes when it is asked for fails."""

    def get(self, *args: Any, **options: Any) -> Any:
        with read_only():
            return super().get(*args, **options)


def count_queries(action: Callable[[], object]) -> int:
    with CaptureQueriesContext(connections["default"]) as queries:
        action()
    return len(queries)


def same_queries(show: Callable[[], object], add: Callable[[int], object]) -> None:
    """Fail if `show` needs more queries for 13 rows than for 3.

    `add(n)` makes n further rows; the first call of `show` fills the caches.
    """
    add(3)
    show()
    few = count_queries(show)
    add(10)
    many = count_queries(show)
    assert many == few, f"{few} queries for 3 rows, {many} for 13"


class Page(HTMLParser):
    """What the site's rules say about a page: heading, title, nothing inline."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.headings: list[str] = []
        self.title = ""
        self.language = ""
        self._open: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        code = tag == "script" and "src" not in attributes
        if tag == "style" or (code and attributes.get("type") not in DATA_TYPES):
            self.inline.append(f"<{tag}>")
        for name, value in attrs:
            runs = re.fullmatch("on[a-z]+", name) or name == "style"
            if runs or (value or "").strip().lower().startswith("javascript:"):
                self.inline.append(f'<{tag} {name}="{value}">')
        if tag == "html":
            self.language = attributes.get("lang") or ""
        if tag == "h1":
            self.headings.append("")
        # Pictures in SVG have titles too.
        if tag == "h1" or (tag == "title" and not self.title):
            self._open = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open == "h1":
            self.headings[-1] += data
        elif self._open == "title":
            self.title += data
