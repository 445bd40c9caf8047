"""The administrators' tables obey the rules of the site and cannot go round them."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from activities.models import Theme
from events.admin import site
from events.models import Event
from tests import factories
from tests.guards import Page
from tests.moderation.reading import signed_in

# Django's own templates leave names out.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
TABLES = {
    "accounts.user",
    "activities.format",
    "activities.kinwords",
    "activities.language",
    "activities.targetgroup",
    "activities.termword",
    "activities.theme",
    "moderation.reasontemplate",
    "regions.moderationarea",
    "regions.municipality",
}


def test_tables_are_the_ones_named_here() -> None:
    assert {model._meta.label_lower for model in site._registry} == TABLES


def test_password_is_changed_as_everywhere(client: Client, root: User) -> None:
    response = signed_in(client, root).get(address("password_change"))

    assert response["Location"] == reverse("account_change_password")


def address(name: str, *args: object) -> str:
    return reverse(f"admin:{name}", args=args)


def test_pages_hold_the_content_security_policy(client: Client, root: User) -> None:
    theme = factories.theme("music")
    signed_in(client, root)
    for url in (
        address("index"),
        address("activities_theme_changelist"),
        address("activities_theme_change", theme.pk),
        address("activities_termword_add"),
    ):
        response = client.get(url)
        assert response.status_code == 200
        assert Page(response.content.decode()).inline == []


def test_change_is_in_the_log(client: Client, root: User) -> None:
    theme = factories.theme("music")
    url = address("activities_theme_change", theme.pk)
    form = signed_in(client, root).get(url).context["adminform"].form
    data = {n: "" if v is None else v for n, v in form.initial.items()}
    response = client.post(url, data | {"name_en": "Singing", "active": "on"})

    assert response.status_code == 302
    theme.refresh_from_db()
    assert (theme.name_en, theme.code) == ("Singing", "music")
    event = Event.objects.get(verb="admin-change")
    assert event.actor == root
    assert event.before == {"name_en": "Music"}
    assert event.after == {"name_en": "Singing"}


@pytest.mark.parametrize("name", ["activities_theme_delete", "accounts_user_delete"])
def test_nothing_that_is_used_is_deleted(client: Client, root: User, name: str) -> None:
    pk = factories.theme("music").pk if "theme" in name else root.pk

    assert signed_in(client, root).post(address(name, pk)).status_code == 403
    assert Theme.objects.exists() == ("theme" in name)


def test_word_of_a_term_is_deleted_and_logged(client: Client, root: User) -> None:
    word = factories.theme("music").words.create(
        word="laulu", language_code="fi", relation="related"
    )
    url = address("activities_termword_delete", word.pk)
    signed_in(client, root).post(url, {"post": "yes"})

    assert Event.objects.get(verb="admin-delete").before == {"text": "laulu"}


def test_user_is_shut_out_and_nothing_else(
    client: Client, root: User, ada: User
) -> None:
    url = address("accounts_user_change", ada.pk)
    data = {"is_staff": "on", "email": "root@evil.example", "is_superuser": "on"}
    signed_in(client, root).post(url, data)

    ada.refresh_from_db()
    assert not ada.is_active
    assert ada.is_staff
    assert (ada.email, ada.is_superuser) == ("ada@example.org", False)
    event = Event.objects.get(verb="admin-change")
    assert event.after == {"is_active": False, "is_staff": True}


def test_administrators_do_not_change_each_other(client: Client, root: User) -> None:
    url = address("accounts_user_change", root.pk)

    assert signed_in(client, root).post(url, {}).status_code == 403


def test_staff_keep_words_and_reach_nothing_else(client: Client, mona: User) -> None:
    User.objects.filter(pk=mona.pk).update(is_staff=True)
    reason = factories.reason()
    signed_in(client, mona)

    for url in (
        address("activities_theme_changelist"),
        address("moderation_reasontemplate_change", reason.pk),
    ):
        assert client.get(url).status_code == 200
    for name in ("accounts_user", "regions_municipality", "regions_moderationarea"):
        assert client.get(address(f"{name}_changelist")).status_code == 403


@pytest.mark.parametrize("who", ["ada", "mona"])
def test_others_do_not_get_in(
    client: Client, request: pytest.FixtureRequest, who: str
) -> None:
    signed_in(client, request.getfixturevalue(who))
    response = client.get(address("index"), follow=True)

    assert response.status_code == 403


def test_visitor_signs_in_as_everywhere(client: Client) -> None:
    response = client.get(address("index"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
