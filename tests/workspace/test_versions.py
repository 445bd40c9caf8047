"""All versions of an entry: shown, compared, restored."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity, Version
from events.receipts import new_token
from organisations.models import Organisation
from tests import factories
from tests.guards import same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


@pytest.fixture
def entry(kotikulma: Organisation, ben: User, mona: User) -> Activity:
    """Two versions, the second of them public."""
    one = factories.activity()
    draft = one.published_version.new_draft(ben)
    texts = {"title_fi": "Kielikahvila torstaisin", "summary_sv": "Vi pratar."}
    draft.save_draft(ben, draft.revision, texts)
    draft.submit(ben)
    draft.approve(mona)
    one.refresh_from_db()
    return one


def show(editor: Client, name: str, entry: Activity, **query: str) -> str:
    response = editor.get(reverse(f"workspace:{name}", args=[entry.pk]), query)
    assert response.status_code == 200
    return str(response.content.decode())


def restore(editor: Client, entry: Activity, number: int, token: str = "") -> Any:
    address = reverse("workspace:restore", args=[entry.pk, number])
    return editor.post(address, {"token": token}, follow=True)


def test_versions(editor: Client, entry: Activity) -> None:
    page = show(editor, "versions", entry)

    assert page.index("Version 2") < page.index("Version 1")
    assert "<bdi>Ben</bdi> ·" in page
    assert "Make a draft from version 1" in page
    assert "Compare versions" in page


def test_only_one_version_is_not_compared(
    editor: Client, kotikulma: Organisation
) -> None:
    assert "Compare versions" not in show(editor, "versions", factories.activity())


def test_author_who_left(editor: Client, entry: Activity, ada: User) -> None:
    Version.objects.update(author=ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert "Ada" not in show(editor, "versions", entry)


@pytest.mark.parametrize(("old", "new"), [("1", "2"), ("2", "1")])
def test_compare(editor: Client, entry: Activity, old: str, new: str) -> None:
    page = show(editor, "compare", entry, old=old, new=new)

    assert "What changed from version 1 to version 2" in page
    changed, same = page.split("What is the same")
    assert "torstaisin</ins>" in changed
    assert "Vi pratar.</ins>" in changed.replace("</span>", "")
    assert "(Swedish)" in changed
    assert "17:00–19:00" in same


def test_compare_what_is_the_same(editor: Client, entry: Activity) -> None:
    assert "Nothing. The two are the same." in show(
        editor, "compare", entry, old="1", new="1"
    )


@pytest.mark.parametrize("query", [{}, {"old": "1"}, {"old": "1", "new": "9"}])
def test_compare_bad_input(
    editor: Client, entry: Activity, query: dict[str, str]
) -> None:
    page = show(editor, "compare", entry, **query)

    assert "What changed" not in page
    assert "field__error" in page


def test_restore(editor: Client, ben: User, entry: Activity) -> None:
    response = restore(editor, entry, 1)

    draft = entry.versions.drafts().get()
    assert (draft.number, draft.title_fi, draft.author) == (3, "Kielikahvila", ben)
    page = response.content.decode()
    assert "There is a new draft with the content of version 1." in page
    assert Activity.objects.get().published_version.number == 2


def test_restore_pressed_twice(editor: Client, entry: Activity) -> None:
    token = new_token()
    for _press in range(2):
        response = restore(editor, entry, 1, token)

        assert "There is a new draft" in response.content.decode()
    assert entry.versions.count() == 3


def test_restore_while_one_is_open(editor: Client, ben: User, entry: Activity) -> None:
    entry.published_version.new_draft(ben)
    response = restore(editor, entry, 1)

    page = response.content.decode()
    assert "Somebody is already writing a new version. Open that one." in page
    assert "Make a draft from version 1" not in page
    assert entry.versions.count() == 3


def test_restore_bad_number(editor: Client, entry: Activity) -> None:
    assert restore(editor, entry, 7).status_code == 404


def test_no_query_for_each_version(editor: Client, entry: Activity) -> None:
    def add(count: int) -> None:
        for _number in range(count):
            number = entry.versions.count() + 1
            entry.versions.create(
                number=number, state="rejected", author=factories.person(f"P{number}")
            )

    same_queries(lambda: show(editor, "versions", entry), add)
