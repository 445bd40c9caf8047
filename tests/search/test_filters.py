"""Reading a request that may hold anything: what is known is kept, the rest is said."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from search.selection import CHOICES
from tests import factories
from tests.search.asking import read

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _known(lasting: None) -> None:
    for code in ("049", "205"):
        factories.town(code)
    for code in ("fi", "fi-x-selko", "ar"):
        factories.language(code)
    factories.theme("sport")


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        ("", []),
        ("q=ompelu&sort=date&page=2&municipality=049&free=1", []),
        ("colour=red&shape=", ["colour", "shape"]),
        ("municipality=999&municipality=049", ["municipality=999"]),
        ("region=049", ["region=049"]),
        ("language=klingon", ["language=klingon"]),
        ("level=c2&welcome=&day=xx&time=night", ["level=c2", "day=xx", "time=night"]),
        ("free=yes&online=0", ["free=yes", "online=0"]),
        ("age=121&age=-1&age=1.5", ["age=121", "age=-1", "age=1.5"]),
        ("age=٣&age=²", ["age=٣", "age=²"]),
        ("organisation=0&organisation=1", ["organisation=0", "organisation=1"]),
        ("organisation=99999999999999999999", ["organisation=99999999999999999999"]),
        ("sort=price", ["sort=price"]),
        ("sort=date&sort=new", ["sort=new"]),
        ("near=Espoo", ["near=Espoo"]),
        ("near=049&near=205", ["near=205"]),
        ("kind=event", ["kind=event"]),
        ("page=0", ["page=0"]),
        ("page=-1", ["page=-1"]),
        ("page=1000000000", ["page=1000000000"]),
        ("page=abc", ["page=abc"]),
        ("q=first&q=second", ["q=first"]),
        ("q=same&q=same", []),
        ("theme=sport&theme=sport", []),
        ("theme=%00&municipality=04%009", ["municipality=04 9", "theme="]),
        ("language=%FF&%FF=1", ["\ufffd", "language=\ufffd"]),
        ("%00=1", ["…"]),
        (f"x{'y' * 60}=1", [f"x{'y' * 39}…"]),
    ],
)
def test_says_what_was_left_out(query: str, left_out: list[str]) -> None:
    assert list(read(query).ignored) == left_out


def test_says_ten_of_them() -> None:
    query = "&".join(f"p{number}" for number in range(1, 500)) + "&theme=none"

    assert read(query).ignored_names == "p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, …"


def test_keeps_what_is_known_once() -> None:
    selection = read("municipality=205&municipality=xx&municipality=205&theme= sport")

    assert selection.values("municipality") == ("205",)
    assert selection.values("theme") == ("sport",)


@pytest.mark.parametrize(
    ("typed", "q"),
    [
        ("  two   words ", "two words"),
        ("NUL%00byte", "NUL byte"),
        ("tab%09and%0Aline", "tab and line"),
        ("%D8%A7%D9%84", "ال"),
    ],
)
def test_cleans_what_was_typed(typed: str, q: str) -> None:
    assert read(f"q={typed}").q == q
    assert read(f"where={typed}").where == q


def test_long_query_is_cut() -> None:
    whole, long = read(f"q={'x' * 200}"), read(f"q={'x' * 201}")

    assert (len(whole.q), whole.shortened) == (200, False)
    assert (len(long.q), long.shortened) == (200, True)


def test_url_is_in_canonical_order() -> None:
    query = "free=1&sort=new&theme=sport&q=a+b&municipality=049&page=3&near=205"

    assert read(query).query_string == (
        "?q=a+b&municipality=049&theme=sport&free=1&sort=new&near=205&page=3"
    )
    assert read("sort=best&page=1&q=").query_string == ""


def test_changes_begin_on_the_first_page() -> None:
    selection = read("theme=sport&municipality=049&q=a&page=4")

    for changed in (
        selection.without("theme", "sport"),
        selection.without("q"),
        selection.adding("language", "fi"),
        selection.without_place(),
        selection.sorted_by("new"),
        selection.searching("b"),
    ):
        assert changed.page == 1
    assert selection.adding("theme", "sport").values("theme") == ("sport",)
    assert selection.cleared().query_string == "?q=a"


VALUES = st.sampled_from(["1", "fi", "ar", "fi-x-selko", "049", "sport", "a1", "mo"])


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from([*CHOICES, "sort", "near", "page"]), VALUES)),
    st.text(max_size=20),
)
def test_url_of_a_selection_means_that_selection(
    pairs: list[tuple[str, str]], q: str
) -> None:
    data = QueryDict(mutable=True)
    data["q"] = q
    for name, value in pairs:
        data.appendlist(name, value)
    selection = read(data.urlencode())

    again = read(selection.query_string.removeprefix("?"))

    assert again.parameters() == selection.parameters()
    assert not again.ignored
