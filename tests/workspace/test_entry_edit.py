"""One step of an entry: shown, saved, and refused to everybody else."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from accounts.models import User
from activities.models import Activity, Version
from organisations.models import Organisation
from tests import factories
from tests.workspace.entering import address, draft_of, named, opened, save
from workspace import saving
from workspace.forms.base import StepForm

pytestmark = pytest.mark.django_db
STEPS = ("what", "for-whom", "when", "where", "how", "languages")


@pytest.fixture
def entry(ada: User) -> Activity:
    """A complete draft of Kotikulma ry, never public."""
    return factories.activity("Ompelukerho", published=False)


@pytest.mark.parametrize("step", STEPS)
def test_works(client: Client, entry: Activity, ben: User, step: str) -> None:
    client.force_login(ben)
    page = client.get(address(entry, step))
    assert page.status_code == 200
    assert "Ompelukerho" in page.text


@pytest.mark.parametrize("step", STEPS)
def test_saving_what_is_shown_changes_nothing(
    client: Client, entry: Activity, ben: User, step: str
) -> None:
    client.force_login(ben)
    answer = save(client, entry, step)
    assert answer.status_code == 302, answer.context["problems"]
    assert draft_of(entry).revision == 1


def test_texts_and_terms_are_saved(client: Client, entry: Activity, ben: User) -> None:
    craft = factories.theme("crafts")
    client.force_login(ben)
    answer = save(client, entry, title_fi="Neulekerho", themes=[str(craft.pk)])
    draft = draft_of(entry)
    assert (draft.title_fi, list(draft.themes.all())) == ("Neulekerho", [craft])
    assert (draft.revision, draft.author) == (2, ben)
    with override("en"):
        assert answer.headers["Location"] == address(entry, "for-whom")


def test_save_and_exit(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    answer = save(client, entry, do="exit", title_fi="Neulekerho")
    with override("en"):
        assert answer.headers["Location"] == named("activity", entry.pk)
    assert draft_of(entry).title_fi == "Neulekerho"


def test_the_last_step_leads_to_the_preview(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    answer = save(client, entry, "languages", title_sv="Syklubben")
    with override("en"):
        assert answer.headers["Location"] == named("preview", entry.pk)


def test_an_incomplete_draft_is_saved(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    sent = opened(client, entry)
    del sent["themes"]
    client.post(address(entry), sent | {"title_fi": ""})
    draft = draft_of(entry)
    assert not draft.title_fi
    assert not draft.themes.exists()


def test_a_field_that_was_not_sent_stays(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    client.post(address(entry, "where"), {"address": "Hämeentie 12"})
    client.post(address(entry), {"summary_fi": "Uusi"})
    draft = draft_of(entry)
    assert (draft.title_fi, draft.address) == ("Ompelukerho", "Hämeentie 12")


def test_people(client: Client, entry: Activity, ben: User) -> None:
    arabic = factories.language("ar")
    client.force_login(ben)
    save(
        client,
        entry,
        "for-whom",
        min_age="7",
        interpreted_languages=[str(arabic.pk)],
        proficiency="a1",
        degree="any",
    )
    draft = draft_of(entry)
    assert (draft.min_age, draft.proficiency, draft.degree) == (7, "a1", "any")
    assert list(draft.interpreted_languages.all()) == [arabic]
    assert not draft.max_age


def test_joining_and_contacts(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    answer = save(
        client,
        entry,
        "how",
        price="paid",
        price_amount="2,50 €",
        registration="needed",
        registration_by="3.11.2030",
        phone="040 123 4567",
        contact_hours_fi="ma 9–15",
        check_interval="3",
    )
    assert answer.status_code == 302
    draft = draft_of(entry)
    entry.refresh_from_db()
    assert (draft.price, str(draft.price_amount)) == ("paid", "2.50")
    assert str(draft.registration_by) == "2030-11-03"
    assert (entry.phone, entry.contact_hours_fi) == ("040 123 4567", "ma 9–15")
    assert entry.check_interval == 3


def test_contacts_alone_leave_the_version(
    client: Client, entry: Activity, ben: User
) -> None:
    client.force_login(ben)
    save(client, entry, "how", email="kerho@example.org")
    entry.refresh_from_db()
    assert (entry.email, draft_of(entry).revision) == ("kerho@example.org", 1)


def test_bad_input(client: Client, entry: Activity, ben: User) -> None:
    """The rest is saved, and what is not in order is kept as it was typed."""
    client.force_login(ben)
    page = save(
        client, entry, "how", email="not an address", phone="call me", price="free"
    )
    assert page.status_code == 200
    assert 'value="not an address"' in page.text
    assert [problem.anchor for problem in page.context["problems"]] == [
        "id_phone",
        "id_email",
    ]
    assert 'href="#id_phone"' in page.text
    assert draft_of(entry).price == "free"


def test_ages_the_wrong_way_round(client: Client, entry: Activity, ben: User) -> None:
    client.force_login(ben)
    page = save(client, entry, "for-whom", min_age="60", max_age="7", proficiency="a1")
    assert page.context["form"].errors.keys() == {"max_age"}
    assert draft_of(entry).proficiency == "a1"


@pytest.mark.parametrize("age", ["121", "-1", "9" * 30, "seven"])
def test_an_age_that_nobody_has(
    client: Client, entry: Activity, ben: User, age: str
) -> None:
    client.force_login(ben)
    page = save(client, entry, "for-whom", min_age=age)
    assert [problem.anchor for problem in page.context["problems"]] == ["id_min_age"]


@pytest.mark.parametrize(
    "place", ["when schedules", "when s0-times", "languages shorts"]
)
@pytest.mark.parametrize("count", ["x", "-1", pytest.param("9" * 5000, id="huge"), "²"])
def test_a_broken_count_of_rows_is_no_matter(
    client: Client, entry: Activity, ben: User, place: str, count: str
) -> None:
    client.force_login(ben)
    step, name = place.split()
    sent = opened(client, entry, step) | {name: count, "do": f"remove-{count}"}
    assert client.post(address(entry, step), sent).status_code == 200


def test_a_save_that_comes_between_is_merged(
    client: Client, entry: Activity, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the draft and writing it, Ada saves: Ben's save begins anew."""

    def meanwhile(step: str, version: Version, *data: Any) -> StepForm:
        monkeypatch.setattr(saving, "form_of", form_of)
        changes = {"summary_fi": "Adan teksti."}
        draft_of(entry).save_draft(factories.person("Ada"), 1, changes)
        return form_of(step, version, *data)

    client.force_login(ben)
    sent = opened(client, entry) | {"title_fi": "Benin kerho"}
    form_of = saving.form_of
    monkeypatch.setattr(saving, "form_of", meanwhile)
    assert client.post(address(entry), sent).status_code == 302
    draft = draft_of(entry)
    assert (draft.title_fi, draft.summary_fi) == ("Benin kerho", "Adan teksti.")
    assert draft.revision == 3


def test_a_remark_of_the_moderator_stands_at_its_step(
    client: Client, entry: Activity, ada: User, mona: User
) -> None:
    draft = draft_of(entry)
    draft.submit(ada)
    draft.return_to_editor(mona, {"summary": "Kerro lisää."})
    client.force_login(ada)
    page = client.get(address(entry))
    assert "Kerro lisää." in page.text
    assert 'href="#id_summary_fi"' in page.text
    elsewhere = client.get(address(entry, "when")).text
    assert f'<a href="{address(entry)}">What</a>: Kerro lisää.' in elsewhere


def test_submitted_is_read_only(client: Client, entry: Activity, ada: User) -> None:
    client.force_login(ada)
    sent = opened(client, entry) | {"title_fi": "Neulekerho"}
    draft_of(entry).submit(ada)
    page = client.get(address(entry))
    with override("en"):
        assert gettext("Take back to draft") in page.text
    refused = client.post(address(entry), sent)
    assert refused.status_code == 409
    assert 'name="title_fi" value="Neulekerho"' in refused.text
    assert draft_of(entry).title_fi == "Ompelukerho"


def test_without_a_draft_one_is_offered(client: Client, ada: User) -> None:
    public = factories.activity("Kuoro")
    client.force_login(ada)
    page = client.get(address(public))
    assert named("start_draft", public.pk) in page.text
    assert client.post(address(public), {"title_fi": "x"}).status_code == 409


def test_anonymous(client: Client, entry: Activity) -> None:
    assert client.get(address(entry)).status_code == 302


def test_stranger(client: Client, entry: Activity, cleo: User) -> None:
    client.force_login(cleo)
    assert client.get(address(entry)).status_code == 404
    assert client.post(address(entry), {"title_fi": "x"}).status_code == 404


def test_read_only(client: Client, entry: Activity, ada: User) -> None:
    Organisation.objects.update(state="suspended")
    client.force_login(ada)
    assert client.get(address(entry)).status_code == 403
    assert client.post(address(entry), {"title_fi": "x"}).status_code == 403


def test_bad_id(client: Client, entry: Activity, ada: User) -> None:
    client.force_login(ada)
    assert client.get(address(entry).replace("/what", "/whatever")).status_code == 404
    entry.pk += 999
    assert client.get(address(entry)).status_code == 404


def test_wrong_method(client: Client, entry: Activity, ada: User) -> None:
    client.force_login(ada)
    assert client.delete(address(entry)).status_code == 405
