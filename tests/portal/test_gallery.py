"""The gallery draws every component, so that none is forgotten or broken."""

from pathlib import Path

from django.conf import settings
from django.test import Client, RequestFactory
from django.utils.translation import override

from portal import gallery
from tests.guards import Page

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_works(rf: RequestFactory) -> None:
    with override("en"):
        response = gallery.styleguide(rf.get("/styleguide/"))
    page = Page(response.content.decode())

    assert response.status_code == 200
    assert page.headings == ["Style guide"]
    assert not page.inline


def test_not_in_production(client: Client) -> None:
    assert client.get("/styleguide/").status_code == 404


def test_shows_every_component() -> None:
    shown = "".join(file.read_text() for file in (TEMPLATES / "styleguide").iterdir())
    names = {file.stem for file in (TEMPLATES / "components").iterdir()}

    assert {name for name in names if f'component "{name}"' not in shown} == set()


def test_every_component_says_how_it_is_used() -> None:
    for file in (TEMPLATES / "components").iterdir():
        first, second = file.read_text().splitlines()[:2]

        assert first == "{% comment %}", file.name
        assert f'component "{file.stem}"' in second, file.name


def test_fields_say_what_is_wrong(rf: RequestFactory) -> None:
    with override("en"):
        html = gallery.styleguide(rf.get("/styleguide/")).content.decode()

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="field__label" for="id_about">' in html
