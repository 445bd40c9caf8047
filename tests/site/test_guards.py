"""The guards find what they are there for."""

import pytest
from django.db import connection
from django.template import Context, Template

from accounts.models import User
from tests.guards import Page, WroteError, read_only, same_queries


@pytest.mark.django_db
def test_writing_is_found() -> None:
    with pytest.raises(WroteError, match="INSERT"), read_only():
        User.objects.create(email="nobody@example.org")


@pytest.mark.django_db
def test_reading_is_allowed() -> None:
    with read_only():
        assert not User.objects.exists()


@pytest.mark.django_db
def test_query_for_each_row_is_found() -> None:
    rows: list[int] = []

    def one_for_each_row() -> None:
        for row in rows:
            connection.cursor().execute("SELECT %s", [row])

    def one_for_all() -> None:
        connection.cursor().execute("SELECT 1")

    def add(count: int) -> None:
        rows.extend(range(count))

    same_queries(one_for_all, add)
    with pytest.raises(AssertionError, match="queries for 3 rows"):
        same_queries(one_for_each_row, add)


def test_inline_code_is_found() -> None:
    page = Page(
        '<p style="color: red" onclick="x()">a</p><style>p {}</style>'
        '<script>x()</script><a href="javascript:x()">b</a>'
        '<script type="application/ld+json">{}</script><script src="/a.js"></script>'
    )

    assert len(page.inline) == 5


def test_undefined_template_variable_is_found() -> None:
    with pytest.raises(pytest.fail.Exception, match="nothing"):
        Template("{{ nothing }}").render(Context())
