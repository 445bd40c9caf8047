"""Options of the facets: the chosen, the ten best, and the rest on request."""

import pytest

from search.panel_drawing import options
from search.panels import group
from search.selection import Selection
from tests import factories

pytestmark = pytest.mark.django_db
ATTACK = "<script>alert('%s')</script><!count!>"


def counts(number: int) -> dict[str, int]:
    """Of themes that there are; the later ones are rarer."""
    for n in range(number):
        factories.theme(f"theme-{n}")
    return {f"theme-{n}": 100 - n for n in range(number)}


def test_the_chosen_come_first_and_then_the_most_frequent() -> None:
    chosen = Selection().adding("theme", "theme-11")
    found = group(chosen, "theme", counts(12))

    assert [value for value, *_rest in found.options] == [
        "theme-11",
        *(f"theme-{n}" for n in range(9)),
    ]
    assert [value for value, _number, chosen in found.options if chosen] == ["theme-11"]
    assert (found.has_more, found.total) == (True, 12)


def test_equally_frequent_ones_have_a_fixed_order() -> None:
    for code in ("c", "a", "b"):
        factories.theme(code)
    found = group(Selection(), "theme", {"c": 1, "a": 1, "b": 2})

    assert [value for value, *_rest in found.options] == ["b", "a", "c"]


def test_what_would_find_nothing_is_no_option_unless_chosen() -> None:
    for code in ("sport", "music", "work"):
        factories.theme(code)
    chosen = Selection().adding("theme", "work")
    found = group(chosen, "theme", {"sport": 2, "music": 0, "work": 0})

    assert [one[:2] for one in found.options] == [
        ("work", 0),
        ("sport", 2),
    ]
    assert found.total == 2


def test_all_on_request() -> None:
    found = group(Selection(), "theme", counts(12), most=None)

    assert len(found.options) == 12
    assert not found.has_more


def test_what_has_no_name_is_left_out() -> None:
    factories.theme("known")
    found = group(Selection(), "theme", {"known": 1, "unknown": 5})

    assert [value for value, *_rest in found.options] == ["known"]


def test_names_stay_escaped() -> None:
    factories.theme("one", name_fi=ATTACK)
    found = group(Selection().adding("theme", "one"), "theme", {"one": 7})

    html = options(found)

    assert "&lt;script&gt;alert(&#x27;%s&#x27;)&lt;/script&gt;&lt;!count!&gt;" in html
    assert '<span class="choice__count">7</span>' in html
    assert 'value="one" checked' in html
    assert "<script" not in html


def test_a_language_is_named_in_itself() -> None:
    factories.language("ar")

    html = options(group(Selection(), "language", {"ar": 3}))

    assert '<span lang="ar" dir="rtl">العربية</span>' in html
