"""Every page that needs no arguments, in every language."""

from collections import Counter

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from tests.guards import GuardedClient, Page
from tests.site.addresses import plain_pages

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def client() -> GuardedClient:
    return GuardedClient()


def get(client: GuardedClient, name: str, language: str) -> Page:
    with override(language):
        url = reverse(name)
    response = client.get(url)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    assert not response.cookies, f"{url} sets a cookie"
    return Page(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_one_heading_and_a_title_of_their_own(
    client: GuardedClient, language: str
) -> None:
    titles: Counter[str] = Counter()
    for name in plain_pages():
        page = get(client, name, language)
        titles[page.title.strip()] += 1

        assert page.language == language, name
        assert len(page.headings) == 1, f"{name}: {page.headings}"
        assert page.headings[0].strip(), name
        assert not page.inline, f"{name}: {page.inline}"

    assert len(titles) > 10
    assert not {title: count for title, count in titles.items() if count > 1}
    assert all(titles)


def test_address_in_one_language_leads_to_the_others(client: GuardedClient) -> None:
    for name in plain_pages():
        with override("fi"):
            html = client.get(reverse(name)).content.decode()
        for language in LANGUAGES:
            with override(language):
                assert f'hreflang="{language}"' in html, name
                assert reverse(name) in html, f"{name} does not lead to {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_in_the_same_place(client: GuardedClient, language: str) -> None:
    """WCAG 2.2, 3.2.6 and 3.2.3: the way to us and to the statement, on every page."""
    feet = set()
    with override(language):
        for name in plain_pages():
            html = client.get(reverse(name)).content.decode()
            foot = html.partition('<footer class="site-foot">')[2]
            feet.add(foot.partition("</footer>")[0])
        helpful = [f'href="{reverse(name)}"' for name in ("about", "accessibility")]

    assert len(feet) == 1
    assert all(link in foot for foot in feet for link in helpful)
