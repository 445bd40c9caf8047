"""Whatever a request holds: a page of our own, and never an error of ours.

Asked of gunicorn as it is deployed, through plain sockets: a client library would mend
or refuse what is broken here.
"""

import socket
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.filters import SORTS, TYPED
from search.selection import CHOICES
from tests.search.reading import Reading
from tests.search.slowest import MOST_BYTES, MOST_PARAMETERS, PAGE, SLOWEST
from tests.serving import ANSWER_SECONDS, HOST, gunicorn

# One server for all of these, also when tests run in several processes.
pytestmark = pytest.mark.xdist_group("serving")

LEFT_OUT = "We did not recognise these filters, so we left them out:"
PAGES = (
    PAGE,
    b"/en/trainings/",
    b"/en/activities/filter/theme/",
    b"/en/activities/filter/municipality/",
    b"/en/organisations/",
    b"/en/shortlist/",
)


class Answer(NamedTuple):
    status: int
    head: str
    body: str

    @property
    def location(self) -> str:
        return self.head.split("ocation: ")[1].split("\r\n")[0]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a portal with 60 listings."""
    folder = tmp_path_factory.mktemp("app")
    commands = ("load_reference_data", "make_listings 60", "build_documents")
    with gunicorn(folder, *commands) as port:
        yield port


def send(port: int, target: bytes, method: bytes = b"GET") -> Answer:
    address = ("127.0.0.1", port)
    with socket.create_connection(address, timeout=ANSWER_SECONDS) as connection:
        connection.sendall(
            b"%s %s HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Proto: https\r\n"
            b"Connection: close\r\n\r\n" % (method, target, HOST.encode())
        )
        parts = list(iter(lambda: connection.recv(65_536), b""))
    head, _blank, body = b"".join(parts).partition(b"\r\n\r\n")
    status = int(head.split()[1])
    return Answer(status, head.decode("latin-1"), body.decode(errors="replace"))


def check(port: int, target: bytes) -> Answer:
    """Our own page with the status that the limits ask for."""
    answer = send(port, target)
    if len(target) > MOST_BYTES:
        assert answer.status == 414
    elif target.count(b"&") >= MOST_PARAMETERS:
        assert answer.status == 400
    elif answer.status == 302:
        return check(port, answer.location.encode("latin-1"))
    else:
        assert answer.status == 200, f"{answer.status}: {target!r}"
    page = Reading(answer.body)
    assert len(page.texts("h1")) == 1
    assert page.all("html")[0]["lang"] == "en"
    return answer


@pytest.mark.parametrize("name", SLOWEST)
def test_much_of_something(portal: int, name: str) -> None:
    assert check(portal, SLOWEST[name]).status == 200


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        (b"page=0", "page=0"),
        (b"page=-1", "page=-1"),
        (b"page=1000000000", "page=1000000000"),
        (b"page=abc", "page=abc"),
        (b"age=old&age=999&age=1e3", "age=old, age=999, age=1e3"),
        (b"municipality=%00049", "municipality= 049"),
        (b"municipality=%FF%FE", "municipality=\ufffd\ufffd"),
        # what is no UTF-8 is read as the Latin letters of old programs
        (b"theme=\xff\xfe", "theme=ÿþ"),
        (b"\xe4\xe4=1", "ää"),
        (b"theme=\xc3\xa4", "theme=ä"),
        (b"sort=%ED%A0%80", "sort=\ufffd\ufffd\ufffd"),
        (b"colour=red&q=%00", "colour"),
        (b"day=1&time=25:00&free=maybe", "day=1, time=25:00, free=maybe"),
        (b"organisation=1%27%20OR%201=1--", "organisation=1&#x27;, organisation=OR"),
        (b"language[]=fi&language[$ne]=x", "language[$ne], language[]"),
        (b"near=%F0%9F%98%80", "near=😀"),
        (b"%zz=%&%", "%, %zz"),
    ],
)
def test_says_what_it_left_out(portal: int, query: bytes, left_out: str) -> None:
    answer = check(portal, PAGE + b"?" + query)

    assert answer.status == 200
    assert f"{LEFT_OUT} {left_out}" in answer.body


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_it_left_out(portal: int, page: bytes) -> None:
    assert f"{LEFT_OUT} colour" in check(portal, page + b"?colour=red").body


def test_long_query_is_cut_and_said(portal: int) -> None:
    said = "We used the first 200 characters."

    for page in (PAGE, b"/en/organisations/"):
        assert said in check(portal, page + b"?q=" + b"x" * 201).body
        assert said not in check(portal, page + b"?q=" + b"x" * 200).body


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (PAGE + b"?q=" + b"x" * (MOST_BYTES - len(PAGE) - 3), 200),
        (PAGE + b"?q=" + b"x" * (MOST_BYTES - len(PAGE) - 2), 414),
        (PAGE + b"?" + b"&" * 999, 200),
        (PAGE + b"?" + b"&" * 1_000, 400),
        (PAGE + b"?" + b"a&" * 999 + b"a", 200),
        (PAGE + b"?" + b"a&" * 1_000 + b"a", 400),
        (PAGE + b"?q=" + b"x" * 30_000, 414),
    ],
)
def test_limits(portal: int, target: bytes, status: int) -> None:
    assert check(portal, target).status == status


@pytest.mark.parametrize(
    "target",
    [
        b"/en/%00/",
        b"/en/activities/%00",
        b"/en/activities/%FF/",
        b"/en/\xff\xfe/",
        b"/en/activities/filter/%00/",
        b"/en/themes/%F0%9F%98%80/",
        b"/en/organisations/999999999999999999999-x/",
    ],
)
def test_broken_path_is_not_found(portal: int, target: bytes) -> None:
    answer = send(portal, target)

    assert answer.status == 404
    assert len(Reading(answer.body).texts("h1")) == 1


@pytest.mark.parametrize("target", [PAGE + b"?q=\x00", PAGE + b"\x7f", b"*", b"//"])
def test_broken_request_line_is_no_error_of_ours(portal: int, target: bytes) -> None:
    assert send(portal, target).status < 500


def test_other_methods(portal: int) -> None:
    # Without a token it does not even come to the view.
    assert send(portal, PAGE, b"POST").status == 403
    assert send(portal, PAGE, b"HEAD").status == 200


NAMES = [*CHOICES, *TYPED, "sort", "near", "page", "kind", "id", "unknown"]
VALUES = [
    *("1", "0", "-1", "abc", "", "049", "091", "01", "fi", "fi-x-selko", "women"),
    *("sport", "a1", "all", "mo", "evening", "wheelchair", "training", "Espoo"),
    *SORTS,
]
names = st.one_of(
    st.sampled_from(NAMES), st.binary(max_size=8).map(quote_from_bytes)
).map(str.encode)
values = st.one_of(
    st.sampled_from(VALUES).map(str.encode),
    st.integers().map(lambda number: str(number).encode()),
    st.text(max_size=30).map(lambda text: quote(text, safe="").encode()),
    st.binary(max_size=30).map(lambda raw: quote_from_bytes(raw).encode()),
    # As they are, only without control characters, and # that ends a query.
    st.binary(max_size=30).map(
        lambda raw: bytes(b for b in raw if b > 0x20 and b not in b"#\x7f")
    ),
    st.sampled_from([b"x" * 201, b"%", b"%0", b"%C3", b"=", b"+", b"%26", b"1&" * 400]),
)
pairs = st.builds(lambda name, value: name + b"=" + value, names, values)


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(PAGES), st.lists(pairs, max_size=12))
def test_any_query(portal: int, page: bytes, parts: list[bytes]) -> None:
    target = page + b"?colour=red&" + b"&".join(parts)
    answer = check(portal, target)

    if answer.status == 200:
        assert f"{LEFT_OUT} " in answer.body
