"""The first page of an editor: what waits for them comes first."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Version
from events.models import Mail
from feedback.models import Report
from freshness.models import ViewCount
from organisations.models import JoinRequest, Organisation
from tests import factories
from tests.guards import same_queries
from tests.workspace.home import (
    due,
    entry,
    names,
    show,
    submitted,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


def test_works(client: Client, ada: User) -> None:
    entry()
    response = show(client, ada)

    assert response.status_code == 200
    assert names(response.context["rows"]) == ["Kielikahvila"]
    page = response.content.decode()
    assert page.count("<h1") == 1
    assert reverse("workspace:new") in page
    assert "Nothing waits for you." in page
    assert not Mail.objects.filter(name="").exists()


def test_anonymous(client: Client) -> None:
    response = client.get(reverse("workspace:home"))

    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_stranger_sees_nothing_of_it(client: Client, cleo: User) -> None:
    entry()

    assert "Kielikahvila" not in text(client, cleo)


def test_wrong_method(client: Client, ada: User) -> None:
    client.force_login(ada)

    assert client.post(reverse("workspace:home")).status_code == 405


def test_without_an_organisation_it_leads_to_one(client: Client, db: None) -> None:
    page = text(client, factories.person("Nobody"))

    assert reverse("organisations:find") in page
    assert page.count("<h1") == 1


def test_somebody_who_has_asked_to_join_is_told_so(
    client: Client, kotikulma: Organisation, ada: User
) -> None:
    newcomer = factories.person("Newcomer")
    JoinRequest(user=newcomer, organisation=kotikulma).ask()

    assert "You have asked to join: Kotikulma ry." in text(client, newcomer)
    assert "Newcomer asks to join: Kotikulma ry" in text(client, ada)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("pending", "Kotikulma ry: waiting for approval"),
        ("suspended", "Kotikulma ry: hidden for now"),
        ("rejected", "Kotikulma ry: not approved"),
    ],
)
def test_state_of_an_organisation_is_said(
    client: Client, ada: User, state: str, words: str
) -> None:
    Organisation.objects.update(state=state, state_reason="Selvitämme asiaa.")
    page = text(client, ada)

    assert words in page
    assert ("Selvitämme asiaa." in page) is (state != "pending")
    assert (reverse("workspace:new") in page) is (state == "pending")


def test_entries_of_several_organisations(client: Client, ada: User) -> None:
    elsewhere = factories.organisation("Naapuriapu ry")
    elsewhere.memberships.create(user=ada)
    entry("Yksi")
    entry("Kaksi", organisation=elsewhere)
    response = show(client, ada)

    assert names(response.context["rows"]) == ["Kaksi", "Yksi"]
    assert "Naapuriapu ry · " in response.content.decode()


def test_views_of_the_last_30_days(client: Client, ada: User) -> None:
    one = entry()
    for days, count in ((0, 5), (-10, 7), (-40, 100)):
        ViewCount.objects.create(activity=one, date=factories.day(days), count=count)

    assert "Viewed 12 times in 30 days." in text(client, ada)


def test_filters_appear_with_many_entries(client: Client, ada: User) -> None:
    for number in range(21):
        entry(f"Ryhmä {number}")
    response = show(client, ada)

    assert response.context["filters"] is not None
    assert len(response.context["rows"]) == 20
    assert names(show(client, ada, page="2").context["rows"]) == ["Ryhmä 0"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "kuoro"}, ["Kuoro"]),
        ({"q": "zzz"}, []),
        ({"state": "draft"}, ["Luonnos"]),
        ({"state": "needs"}, ["Luonnos", "Päättynyt"]),
        ({"state": "public"}, ["Kuoro"]),
        ({"state": "ended"}, ["Päättynyt"]),
        ({"state": "waiting"}, []),
        ({"state": "returned"}, []),
        ({"state": "withdrawn"}, []),
        ({"sort": "check"}, ["Päättynyt", "Kuoro", "Luonnos"]),
        ({"state": "bad"}, ["Kuoro", "Luonnos", "Päättynyt"]),
    ],
)
def test_filters(
    client: Client, ada: User, query: dict[str, str], found: list[str]
) -> None:
    last = factories.day(-10)
    entry("Päättynyt", schedules=[factories.weekly("mo", end_date=last)])
    factories.activity("Luonnos", published=False)
    entry("Kuoro", check_due_on=factories.day(300), checked_on=factories.day(0))
    response = show(client, ada, **query)

    shown = names(response.context["rows"])
    assert sorted(shown) == sorted(found)
    if "sort" in query:
        # Where nothing comes at the end differs between the databases.
        assert [name for name in shown if name != "Luonnos"] == found[:2]


def test_filter_by_organisation(client: Client, ada: User, cleo: User) -> None:
    elsewhere = factories.organisation("Naapuriapu ry")
    elsewhere.memberships.create(user=ada)
    entry("Yksi")
    entry("Kaksi", organisation=elsewhere)
    response = show(client, ada, organisation=str(elsewhere.pk))

    assert names(response.context["rows"]) == ["Kaksi"]


def test_reported_mistakes(client: Client, ada: User, cleo: User) -> None:
    report = Report(activity=entry(), reason=Report.Reason.TIME, language="fi")
    report.send()
    answer = reverse("feedback:answer", args=[report.pk])

    assert answer in text(client, ada)
    assert answer not in text(client, cleo)
    report.close(ada)
    assert answer not in text(client, ada)


def test_no_query_for_each_row(client: Client, ada: User, mona: User) -> None:
    def add(count: int) -> None:
        for _number in range(count):
            entry()
            due(-31)
            submitted(ada)

    same_queries(lambda: show(client, ada), add)


def test_expected_time_is_unknown_at_first(client: Client, ada: User) -> None:
    draft = factories.activity(published=False).versions.get()
    draft.submit(ada)

    assert "You will get an email when it has been decided." in text(client, ada)


def test_expected_time_is_the_median(client: Client, ada: User) -> None:
    factories.area("uus", "091", name="Uusimaa")
    friday = dt.datetime(2026, 11, 6, 10, tzinfo=dt.UTC)
    for days in (0, 4, 7):
        version = entry().published_version
        Version.objects.filter(pk=version.pk).update(submitted_at=friday)
        version.decisions.update(at=friday + dt.timedelta(days=days))
    draft = factories.activity(published=False).versions.get()
    draft.submit(ada)

    assert "Usually approved within 2 working days." in text(client, ada)
