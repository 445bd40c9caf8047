"""Which language a text is really in: never a silent fallback."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertNotContains

from activities.models import Activity, Version
from activities.texts import text_of
from tests import factories

ALL = {"fi": "Kahvila", "sv": "Café", "en": "Coffee"}


@pytest.mark.parametrize(
    ("written", "asked", "expected", "fallback"),
    [
        ("fi sv en", "fi", "fi", False),
        ("fi sv en", "sv", "sv", False),
        ("fi sv en", "en", "en", False),
        ("sv en", "fi", "sv", True),
        ("en", "fi", "en", True),
        ("fi en", "sv", "fi", True),
        ("en", "sv", "en", True),
        ("fi sv", "en", "fi", True),
        ("sv", "en", "sv", True),
    ],
)
def test_the_next_language_that_there_is(
    written: str, asked: str, expected: str, fallback: bool
) -> None:
    texts = {f"title_{code}": ALL[code] for code in written.split()}
    version = Version(**texts)
    with override(asked):
        text = text_of(version, "title")

    assert (text.value, text.lang) == (ALL[expected], expected)
    assert text.is_fallback is fallback
    assert str(text) == ALL[expected]
    assert text == text_of(version, "title", asked)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_text_is_no_fallback(language: str) -> None:
    text = text_of(Version(), "title", language)

    assert not text
    assert (text.lang, text.is_fallback) == (language, False)


def page(client: Client, entry: Activity, language: str) -> Any:
    with override(language):
        return client.get(entry.get_absolute_url())


@pytest.fixture
def swedish(db: None) -> Activity:
    """In Swedish alone, but for a Finnish directions line."""
    entry = factories.activity(
        "",
        summary_fi="",
        title_sv="Språkcafé",
        summary_sv="Vi pratar.",
        description_sv="Vi dricker kaffe.",
        directions_fi="Sisään pihalta.",
    )
    short = factories.language("ar"), "مقهى لغوي"
    entry.published_version.short_texts.create(language=short[0], text=short[1])
    return entry


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fi", "Tätä tekstiä ei ole suomeksi. Tekstin kieli: ruotsi."),
        ("en", "This text is not available in English. Language of the text: Swedish."),
    ],
)
def test_a_text_in_another_language_says_so(
    client: Client, swedish: Activity, language: str, notice: str
) -> None:
    response = page(client, swedish, language)

    assertContains(response, '<h1 lang="sv">Språkcafé</h1>', html=True)
    assertContains(response, 'lang="sv"><p>Vi pratar.</p>')
    assertContains(response, 'lang="sv"><p>Vi dricker kaffe.</p>')
    # Said once, not beside each text.
    assertContains(response, notice, count=1)


def test_in_its_own_language_only_the_odd_text_says_so(
    client: Client, swedish: Activity
) -> None:
    response = page(client, swedish, "sv")

    assertContains(response, "<h1>Språkcafé</h1>", html=True)
    assertContains(response, "Textens språk: finska", count=1)
    Version.objects.update(directions_fi="")
    assertNotContains(page(client, swedish, "sv"), "Textens språk")


@pytest.mark.parametrize(
    ("language", "attributes"), [("fi", ""), ("sv", ' lang="fi"'), ("en", ' lang="fi"')]
)
def test_each_text_has_its_own_language(
    client: Client, swedish: Activity, language: str, attributes: str
) -> None:
    response = page(client, swedish, language)

    assertContains(response, f"{attributes}><p>Sisään pihalta.</p>")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_short_text_has_its_language_and_direction(
    client: Client, swedish: Activity, language: str
) -> None:
    response = page(client, swedish, language)

    heading = '<h2 id="short-ar" lang="ar" dir="rtl">العربية</h2>'
    assertContains(response, heading, html=True)
    assertContains(response, 'lang="ar" dir="rtl"><p>مقهى لغوي</p>')


def test_a_language_of_the_activity_is_named_in_itself(
    client: Client, db: None
) -> None:
    entry = factories.activity(terms={"languages": ["fi", "ar"]})
    response = page(client, entry, "en")

    assertContains(response, '<li class="tag" lang="fi">suomi</li>', html=True)
    assertContains(
        response, '<li class="tag" lang="ar" dir="rtl">العربية</li>', html=True
    )


def test_what_people_wrote_is_never_code(client: Client, db: None) -> None:
    bad = "<script>alert(1)</script>"
    entry = factories.activity(
        bad, summary_fi=bad, description_fi=bad, venue_fi=bad, address=bad
    )
    html = client.get(entry.get_absolute_url()).content.decode()

    assert bad not in html
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
