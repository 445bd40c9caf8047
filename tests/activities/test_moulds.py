"""Templates drawn once, filled in later."""

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from activities.moulds import Mould, mould, slot


def test_text_is_escaped_and_html_is_not() -> None:
    shape = Mould.of(f"<p title='{slot('one')}'>100 % {slot('two')}</p>")

    drawn = shape.fill(one="<b> %s", two=SafeString("<i>x</i>"))

    assert drawn == "<p title='&lt;b&gt; %s'>100 % <i>x</i></p>"


def test_a_slot_without_a_value_stays_empty() -> None:
    assert Mould.of(f"<p>{slot('one')}</p>").fill() == "<p></p>"


def test_what_looks_like_a_slot_is_none() -> None:
    once = Mould.of(slot("one")).fill(one="<!two!>")

    assert Mould.of(once).slots == ()


@pytest.mark.parametrize(("language", "word"), [("en", "Price"), ("fi", "Hinta")])
def test_each_language_has_its_own(language: str, word: str) -> None:
    with override(language):
        shape = mould("search/more.html", "query", "total", path="/x/", legend=word)
        drawn = shape.fill(query="?a=1&b=2", total=12)

    assert f'<span class="vh">: {word}</span>' in drawn
    assert "(12)" in drawn
    assert 'href="/x/?a=1&amp;b=2"' in drawn
