"""The other languages beside the source, and whether they still hold."""

import pytest
from django.test import Client

from accounts.models import User
from activities.models import Activity
from tests import factories
from tests.workspace.entering import address, draft_of, opened, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(client: Client, ben: User) -> Activity:
    """Written in Finnish, its name also in Swedish."""
    client.force_login(ben)
    return factories.activity("Kerho", published=False, title_sv="Klubben")


def test_works(client: Client, entry: Activity) -> None:
    page = client.get(address(entry, "languages"))
    assert "Puhumme suomea." in page.text
    save(client, entry, "languages", title_en="Club", summary_sv="Vi talar finska.")
    draft = draft_of(entry)
    assert (draft.title_en, draft.summary_sv) == ("Club", "Vi talar finska.")


def test_states_by_field(client: Client, entry: Activity) -> None:
    save(client, entry, title_fi="Toinen kerho")
    form = client.get(address(entry, "languages")).context["form"]
    title = form.translations[0]
    assert [state for _field, state, _holds in title.fields] == ["outdated", "missing"]


def test_a_small_change_leaves_the_translations(
    client: Client, entry: Activity
) -> None:
    save(client, entry, title_fi="Toinen kerho", small_change="on")
    assert draft_of(entry).outdated_texts == []


def test_said_after_it_was_saved_by_itself(client: Client, entry: Activity) -> None:
    sent = opened(client, entry) | {"title_fi": "Toinen kerho"}
    answer = client.post(address(entry), sent | {"autosave": "1"}).json()
    assert draft_of(entry).outdated_texts == ["title_sv"]
    sent |= {"base": answer["base"], "small_change": "on"}
    client.post(address(entry), sent)
    assert draft_of(entry).outdated_texts == []


def test_a_small_change_leaves_older_doubts(client: Client, entry: Activity) -> None:
    save(client, entry, title_fi="Toinen kerho")
    save(client, entry, title_fi="Kolmas kerho", small_change="on")
    assert draft_of(entry).outdated_texts == ["title_sv"]


def test_a_translation_still_holds(client: Client, entry: Activity) -> None:
    save(client, entry, title_fi="Toinen kerho")
    save(client, entry, "languages", holds_title_sv="on")
    assert draft_of(entry).outdated_texts == []


def test_a_new_translation_is_current(client: Client, entry: Activity) -> None:
    save(client, entry, title_fi="Toinen kerho")
    save(client, entry, "languages", title_sv="Den andra klubben")
    assert draft_of(entry).outdated_texts == []


def test_written_first_in_swedish(client: Client, ben: User) -> None:
    entry = factories.activity(
        "",
        published=False,
        title_sv="Klubben",
        summary_fi="",
        summary_sv="Vi talar.",
        source_language="sv",
    )
    client.force_login(ben)
    assert 'name="title_sv"' in client.get(address(entry)).text
    page = client.get(address(entry, "languages"))
    assert 'name="title_fi"' in page.text
    assert 'name="title_sv"' not in page.text


def test_short_texts(client: Client, entry: Activity) -> None:
    somali = factories.language("so")
    page = client.post(
        address(entry, "languages"),
        opened(client, entry, "languages") | {"do": "add-short"},
    )
    assert 'name="x0-text"' in page.text
    short = {"shorts": "1", "x0-language": str(somali.pk), "x0-text": "Kaalay."}
    save(client, entry, "languages", **short)
    assert [one.text for one in draft_of(entry).short_texts.all()] == ["Kaalay."]
    save(client, entry, "languages", do="remove-short-0")
    assert not draft_of(entry).short_texts.exists()


def test_bad_input(client: Client, entry: Activity) -> None:
    somali = str(factories.language("so").pk)
    twice = {
        "shorts": "3",
        "x0-language": somali,
        "x0-text": "Kaalay.",
        "x1-language": somali,
        "x1-text": "Kaalay!",
        "x2-language": "",
        "x2-text": "y" * 301,
    }
    page = save(client, entry, "languages", title_en="Club", **twice)
    anchors = {problem.anchor for problem in page.context["problems"]}
    assert anchors >= {"id_x2-text"}
    assert "Kaalay!" in page.text
    assert draft_of(entry).title_en == "Club"
    assert not draft_of(entry).short_texts.exists()


def test_one_language_twice(client: Client, entry: Activity) -> None:
    somali = str(factories.language("so").pk)
    twice = {"shorts": "2", "x0-language": somali, "x1-language": somali}
    texts = {"x0-text": "Kaalay.", "x1-text": "Kaalay!"}
    page = save(client, entry, "languages", **twice, **texts)
    assert [one.anchor for one in page.context["problems"]] == ["id_x1-language"]
