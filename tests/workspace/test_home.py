"""The first page of an editor: what waits for them comes first."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity, Version
from events.models import Mail
from feedback.models import Report
from freshness.models import ViewCount
from organisations.models import JoinRequest, Organisation
from tests import factories
from tests.guards import same_queries
from workspace.needs import Need, entries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


def show(client: Client, user: User, **query: str) -> Any:
    client.force_login(user)
    return client.get(reverse("workspace:home"), query)


def text(client: Client, user: User, **query: str) -> str:
    return str(show(client, user, **query).content.decode())


def names(rows: list[Any]) -> list[str]:
    return [row.title.value for row in rows]


def entry(title: str = "Kielikahvila", **fields: Any) -> Activity:
    return factories.activity(title, **fields)


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


def drafted(ada: User) -> Version:
    return entry().published_version.new_draft(ada)


def returned(ada: User, mona: User) -> None:
    draft = drafted(ada)
    draft.submit(ada)
    draft.return_to_editor(mona, {"schedules": "Milloin?"})


def submitted(ada: User) -> None:
    drafted(ada).submit(ada)


def rejected(ada: User, mona: User) -> None:
    draft = factories.activity(published=False).versions.get()
    draft.submit(ada)
    draft.reject(mona, "Tämä on yksittäinen tapahtuma.")


def ended(days: int) -> Activity:
    last = factories.day(-days)
    return entry(schedules=[factories.weekly("mo", end_date=last)])


def outdated() -> None:
    version = entry().published_version
    Version.objects.filter(pk=version.pk).update(outdated_texts=["title_sv"])


def due(days: int) -> Activity:
    return entry(checked_on=timezone.localdate(), check_due_on=factories.day(days))


STATES: dict[str, tuple[Any, Need | None, list[str]]] = {
    "public": (lambda a, m: entry(), None, ["Public", "Checked on"]),
    "draft": (
        lambda a, m: factories.activity(published=False),
        Need.DRAFT,
        ["Draft", "Saved on", "Go on writing"],
    ),
    "public with a draft": (
        lambda a, m: drafted(a),
        Need.DRAFT,
        ["Public, new draft in progress"],
    ),
    "waiting": (
        lambda a, m: submitted(a),
        None,
        ["Waiting for approval", "Usually approved within one working day."],
    ),
    "returned": (
        returned,
        Need.RETURNED,
        ["Returned with one comment", "Milloin?", "Mona", "See the comments"],
    ),
    "rejected": (rejected, None, ["Rejected", "Tämä on yksittäinen tapahtuma."]),
    "check due": (
        lambda a, m: due(3),
        Need.CHECK,
        ["Check due", "not confirmed after"],
    ),
    "not due": (lambda a, m: due(15), None, ["Public"]),
    "unconfirmed": (
        lambda a, m: due(-31),
        Need.CHECK,
        ["Not confirmed", "Hidden from the search after", "Everything is correct"],
    ),
    "hidden": (
        lambda a, m: due(-61),
        Need.CHECK,
        ["Hidden because nobody confirmed it", "it will be back"],
    ),
    "outdated": (
        lambda a, m: outdated(),
        Need.OUTDATED,
        ["Translation outdated", "Check the translations"],
    ),
    "ended": (lambda a, m: ended(10), Need.ENDED, ["Ended on", "Copy for next season"]),
    "ended long ago": (lambda a, m: ended(100), None, ["Ended on"]),
    "withdrawn": (
        lambda a, m: entry().withdraw(a),
        None,
        ["Withdrawn on", "You can bring it back."],
    ),
    "taken down": (
        lambda a, m: entry().take_down(m, "Ei vastausta."),
        None,
        ["Taken down by a moderator", "Reason: Ei vastausta."],
    ),
    "full": (lambda a, m: entry(full=True), None, ["Full"]),
    "on a break": (
        lambda a, m: entry(break_until=factories.day(5)),
        None,
        ["On a break until"],
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_state_of_an_entry_in_words(
    client: Client, ada: User, mona: User, state: str
) -> None:
    make, need, words = STATES[state]
    make(ada, mona)
    response = show(client, ada)
    page = response.content.decode()

    for word in words:
        assert word in page
    assert getattr(entries_of(ada).get(), "need", None) == need
    assert len(response.context["needs"]) == (need is not None)
    assert len(response.context["rows"]) == (need is None)


def test_what_waits_longest_comes_first(client: Client, ada: User, mona: User) -> None:
    ended(10)
    due(-5)
    returned(ada, mona)
    factories.activity(published=False)
    outdated()
    shown = [row.need for row in show(client, ada).context["needs"]]

    assert shown == [
        Need.RETURNED,
        Need.CHECK,
        Need.OUTDATED,
        Need.ENDED,
        Need.DRAFT,
    ]


def test_nothing_is_asked_for_a_suspended_organisation(
    client: Client, ada: User, kotikulma: Organisation
) -> None:
    due(-5)
    Organisation.objects.update(state="suspended")
    page = text(client, ada)

    assert getattr(entries_of(ada).get(), "need", None) is None
    assert reverse("workspace:confirm", args=[Activity.objects.get().pk]) not in page


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
