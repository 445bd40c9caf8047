"""The tags that every template may use."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override


def draw(source: str, **context: object) -> str:
    with override("en"):
        return Template(source).render(Context(context)).strip()


def test_component_has_its_arguments_and_content() -> None:
    html = draw(
        '{% component "badge" kind=kind icon="check" %}{{ label }}{% endcomponent %}',
        kind="good",
        label="<Free>",
    )

    assert html.startswith('<span class="badge badge--good"><svg class="icon"')
    assert html.endswith("&lt;Free&gt;</span>")


def test_component_sees_nothing_else(rf: RequestFactory) -> None:
    context = RequestContext(rf.get("/"), {"title": "leaked", "kind": "bad"})
    html = Template(
        '{% component "notice" %}<p>Text</p>{% endcomponent %}{{ title }}'
    ).render(context)

    assert "notice--bad" not in html
    assert html.count("leaked") == 1


def test_component_without_content_has_none() -> None:
    html = draw('{% component "tile" url="#" %}\n{% endcomponent %}')

    assert "<span></span>" in html


def test_component_in_a_component() -> None:
    html = draw(
        '{% component "notice" %}'
        '{% component "badge" %}Full{% endcomponent %}'
        "{% endcomponent %}"
    )

    assert '<span class="badge">Full</span>' in html


@pytest.mark.parametrize(
    ("language", "direction", "attributes"),
    [
        ("en", "ltr", ""),
        ("", "ltr", ""),
        ("so", "ltr", ' lang="so"'),
        ("ar", "rtl", ' lang="ar" dir="rtl"'),
        ('"><b', "ltr", ' lang="&quot;&gt;&lt;b"'),
    ],
)
def test_language_of_a_text(language: str, direction: str, attributes: str) -> None:
    html = draw(
        "<p{% lang_attrs language direction %}>",
        language=language,
        direction=direction,
    )

    assert html == f"<p{attributes}>"


def test_text_says_which_language_it_is_in() -> None:
    text = {"value": "Kahvia.", "lang": "fi", "dir": "ltr", "is_fallback": True}
    source = '{% component "text" text=text %}{% endcomponent %}'

    html = draw(source, text=text)

    assert "Language of the text: Finnish." in html
    assert '<div class="stack" lang="fi">' in html
    assert "Language of the text" not in draw(
        source, text=text | {"is_fallback": False}
    )


@pytest.mark.parametrize(
    ("path", "attribute"),
    [
        ("/en/activities/", ' aria-current="page"'),
        ("/en/activities/12-choir/", ' aria-current="true"'),
        ("/en/", ""),
    ],
)
def test_current_section(rf: RequestFactory, path: str, attribute: str) -> None:
    context = RequestContext(rf.get(path))
    html = Template("<a{% current '/en/activities/' %}>").render(context)

    assert html == f"<a{attribute}>"


def test_pages_keep_the_other_parameters(rf: RequestFactory) -> None:
    page = Paginator(range(400), 20).page(6)
    request = rf.get("/", {"q": "a b", "language": ["ar", "so"], "page": "6"})
    html = draw(
        '{% component "pagination" page=page query=query %}{% endcomponent %}',
        page=page,
        query=request.GET,
    )

    assert (
        'href="./?q=a+b&amp;language=ar&amp;language=so&amp;page=7" rel="next"' in html
    )
    assert html.count("…") == 2
    assert html.count('aria-current="page"') == 1


def test_one_page_needs_no_numbers(rf: RequestFactory) -> None:
    html = draw(
        '{% component "pagination" page=page query=query %}{% endcomponent %}',
        page=Paginator(range(3), 20).page(1),
        query=rf.get("/").GET,
    )

    assert html == ""


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/a/long/path?q=1", "example.org"),
        ("https://taide.example.org", "taide.example.org"),
        ("no address", "no address"),
    ],
)
def test_host_is_what_people_know_a_site_by(url: str, name: str) -> None:
    assert draw("{{ url|host }}", url=url) == name


def test_email_may_break_before_its_domain() -> None:
    html = draw("{{ email|breakable }}", email="a<b@example.org")

    assert html == "a&lt;b<wbr>@example.org"
