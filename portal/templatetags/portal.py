"""Template tags that every page may use without `{% load %}`."""

from collections.abc import Iterator
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_block_tag(takes_context=True)
def component(
    context: Context, content: SafeString, component_name: str, **arguments: object
) -> SafeString:
    """Draw templates/components/<name>.html from the given arguments and content."""
    # An empty block would otherwise count as content because of its line break.
    arguments["content"] = content if content.strip() else ""
    page = cast(template.Template, context.template)
    drawn = page.engine.get_template(f"components/{component_name}.html")
    return drawn.render(context.new(arguments))


@register.simple_block_tag
def heading(content: SafeString, level: str, classes: str = "") -> SafeString:
    """A heading whose level ("h2") depends on where the component stands."""
    attributes = format_html(' class="{}"', classes) if classes else ""
    return format_html("<{0}{1}>{2}</{0}>", level, attributes, content)


@register.simple_tag
@cache
def icon(name: str, kind: str = "") -> SafeString:
    """Draw an icon of the sprite; kind "turn" is mirrored in right-to-left text."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" icon--{kind}" if kind else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def lang_attrs(language: str, direction: str = "ltr") -> SafeString:
    """Say a text's own language and direction where they differ from the page's."""
    if not language or language == get_language():
        return SafeString("")
    if direction == "rtl":
        return format_html(' lang="{}" dir="rtl"', language)
    return format_html(' lang="{}"', language)


@register.filter
def host(url: str) -> str:
    """The name that people know a site by: example.org of https://www.example.org/x"""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def isolated(text: object) -> SafeString:
    """A name in whatever script, which does not turn round the numbers after it."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def breakable(email: str) -> SafeString:
    """An e-mail address that goes on to a new line before its @, if it must."""
    name, at, domain = email.rpartition("@")
    return format_html("{}<wbr>{}{}", name, at, domain)


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """Mark a link to this page, or to the section that this page is in."""
    request = getattr(context, "request", None)
    path = request.path if request else ""
    if path == url:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if path.startswith(url) else "")


@register.simple_tag
def page_query(query: QueryDict | str, number: int) -> str:
    """The query string of another page; `query` as text ends in "&" or is empty."""
    if isinstance(query, QueryDict):
        query = query.copy()
        query.pop("page", None)
        query = f"{query.urlencode()}&" if query else ""
    return format_html("?{}page={}", query, number)


@register.simple_tag
def elided_pages(page: Page[Any]) -> Iterator[int | str]:
    """The page numbers to draw: 1 2 … 9 [10] 11 … 20 21."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
