"""Links are asked for once a week, gently, and their editors told of broken ones."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from activities.models import Activity
from freshness import checking
from freshness.asking import Answer, Result
from freshness.checking import broken_links, check_links
from freshness.models import LinkCheck
from organisations.models import Organisation
from tests import factories
from tests.freshness.conftest import TODAY, Days, remind


class Told:
    """Stands in for the internet: says what the test wants, and what was asked."""

    def __init__(self, **results: Result) -> None:
        self.results, self.asked = results, list[str]()

    def ask(self, url: str) -> Answer:
        self.asked.append(url)
        host = url.removeprefix("https://").partition(".")[0]
        return Answer(self.results.get(host, Result.WORKS), 200)


def check(told: Told, **options: Any) -> int:
    asker: Any = told
    return check_links(asker, **options)


@pytest.fixture
def linked(ada: User, kotikulma: Organisation) -> Activity:
    Organisation.objects.filter(pk=kotikulma.pk).update(website="https://us.example/")
    kotikulma.refresh_from_db()
    return factories.activity(
        organisation=kotikulma,
        website="https://site.example/",
        registration_url="https://form.example/",
        online_url="https://meet.example/",
        online=True,
    )


@pytest.mark.django_db
def test_every_link_of_public_entries(linked: Activity, ada: User) -> None:
    hidden = factories.activity("Pois", website="https://gone.example/")
    hidden.withdraw(ada)
    factories.activity("Luonnos", website="https://draft.example/", published=False)
    told = Told()

    assert check(told) == 4

    assert sorted(told.asked) == [
        "https://form.example/",
        "https://meet.example/",
        "https://site.example/",
        "https://us.example/",
    ]
    fields = {one.field for one in LinkCheck.objects.about([linked])}
    assert fields == set(LinkCheck.Field.values)
    assert "site.example" not in str(LinkCheck.objects.values())


@pytest.mark.django_db
def test_one_address_of_many_entries_is_asked_for_once(
    linked: Activity, kotikulma: Organisation
) -> None:
    factories.activity("Toinen", organisation=kotikulma)
    told = Told()
    check(told)

    assert told.asked.count("https://us.example/") == 1
    assert LinkCheck.objects.filter(field="organisation").count() == 2


@pytest.mark.django_db
def test_once_a_week(go_to: Days, linked: Activity) -> None:
    counts = []
    for offset in (0, 0, 6, 7, 8, 14):
        go_to(offset)
        counts.append(check(Told()))

    assert counts == [4, 0, 0, 4, 0, 4]


@pytest.mark.django_db
def test_so_many_at_a_time(linked: Activity) -> None:
    told = Told()

    assert [check(told, most=3), check(told, most=3), check(told, most=3)] == [3, 1, 0]
    assert len(set(told.asked)) == 4


@pytest.mark.django_db
def test_ends_in_time(linked: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LONGEST_RUN", -1)

    assert check(Told()) == 0


@pytest.mark.django_db
def test_broken_after_failing_twice_a_week_apart(
    go_to: Days, linked: Activity, ada: User
) -> None:
    told = Told(site=Result.MISSING)
    check(told)
    assert broken_links([linked]) == {}
    since = timezone.now()

    go_to(7)
    check(told)

    broken = broken_links([linked])[linked.pk]
    assert [one.field for one in broken] == ["website"]
    assert broken[0].failing_since == since

    go_to(14)
    check(Told())
    assert broken_links([linked]) == {}


@pytest.mark.django_db
def test_changed_address_begins_anew(go_to: Days, linked: Activity, ada: User) -> None:
    told = Told(site=Result.MISSING, new=Result.SILENT)
    check(told)
    go_to(7)
    linked.change_contacts(ada, website="https://new.example/")
    check(told)

    assert broken_links([linked]) == {}


@pytest.mark.django_db
def test_removed_address_is_forgotten(linked: Activity, ada: User) -> None:
    check(Told())
    linked.change_contacts(ada, website="")
    check(Told())

    assert not LinkCheck.objects.filter(field="website").exists()


@pytest.mark.django_db
def test_reminder_names_broken_links(go_to: Days, linked: Activity, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(language="en")
    told = Told(site=Result.MISSING)
    for offset in (0, 7):
        go_to(offset)
        check(told)
    Activity.objects.filter(pk=linked.pk).update(check_due_on=TODAY + dt.timedelta(7))

    text = remind()[0].text

    assert "Website of the activity: The page is not there any more" in text
    assert "Address for signing up" not in text


@pytest.mark.django_db
def test_command(linked: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "Asker", Told)

    call_command("check_links", verbosity=0)

    assert LinkCheck.objects.count() == 4
