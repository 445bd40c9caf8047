"""A request cannot choose the codec by which its address and its form are read."""

from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIRequest

from portal.only_utf8 import only_utf8


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain; charset=rot13",
        "text/plain; charset=punycode",
        'text/plain; CharSet="utf-16"',
        "text/plain; charset*=utf-8''zlib",
        "text/plain; charset = idna",
        "application/x-www-form-urlencoded; charset=UTF-8",
        "text/plain",
        "",
    ],
)
def test_address_is_read_as_utf8(kind: str) -> None:
    read = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        read.append(WSGIRequest(environ).GET["q"])
        return []

    environ: dict[str, Any] = {"QUERY_STRING": "q=%C3%A4=b", "CONTENT_TYPE": kind}
    setup_testing_defaults(environ)
    only_utf8(application)(environ, lambda *_: len)

    assert read == ["ä=b"]
