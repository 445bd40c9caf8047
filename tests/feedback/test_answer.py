"""The people of an entry answer a report; after a week its moderators see it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from events.models import Event, Mail
from events.transitions import StateChanged
from feedback.models import Report
from feedback.routing import areas_of, moderators_of
from organisations.models import Organisation
from regions.models import Absence
from tests import factories
from tests.factories import day
from tests.feedback.conftest import text_of
from tests.guards import Page

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * 60


@pytest.fixture
def entry(ada: User, kotikulma: Organisation, mona: User) -> Activity:
    return factories.activity(organisation=kotikulma)


@pytest.fixture
def report(entry: Activity) -> Report:
    one = Report(
        activity=entry, reason="time", text="Kello 18.", email="vera@example.org"
    )
    one.language = "en"
    one.send()
    return one


def url_of(report: Report) -> str:
    with override("en"):
        return reverse("feedback:answer", args=[report.pk])


def mails(name: str) -> list[str]:
    return sorted(
        str(one.user or one.address) for one in Mail.objects.filter(name=name)
    )


def test_works(client: Client, report: Report, ben: User) -> None:
    client.force_login(ben)
    html = client.get(url_of(report)).content.decode()
    assert len(Page(html).headings) == 1
    assert "Kello 18." in html
    assert "vera@example.org" not in html

    fields = {"outcome": "corrected", "answer_text": "Kiitos.\nKorjattu."}
    response = client.post(url_of(report), fields)

    assert response.headers["Location"] == url_of(report)
    report.refresh_from_db()
    assert (report.state, report.outcome) == ("answered", "corrected")
    told = Mail.objects.get(name="report_answered")
    assert (told.address, told.language) == ("vera@example.org", "en")
    assert "> Korjattu." in told.text
    assert "The organiser has corrected the details." in told.text
    event = Event.objects.about(report).get(verb="answer-report")
    assert event.actor == ben
    assert "Korjattu" not in str(event.after)
    assert "Answered" in client.get(url_of(report)).content.decode()


def test_no_address_no_mail(client: Client, report: Report, ada: User) -> None:
    Report.objects.update(email="")
    client.force_login(ada)
    client.post(url_of(report), {"outcome": "right"})

    assert mails("report_answered") == []
    assert not Report.objects.open().exists()


def test_anonymous(client: Client, report: Report) -> None:
    assert client.get(url_of(report)).status_code == 302
    assert client.post(url_of(report), {"outcome": "right"}).status_code == 403
    assert Report.objects.open().exists()


def test_stranger(client: Client, report: Report, cleo: User, nils: User) -> None:
    for user in (cleo, nils):
        client.force_login(user)
        assert client.get(url_of(report)).status_code == 404
        answer = client.post(url_of(report), {"outcome": "right"})
        assert answer.status_code == 404
    assert Report.objects.open().exists()


def test_moderator_of_the_area(client: Client, report: Report, mona: User) -> None:
    client.force_login(mona)
    assert client.get(url_of(report)).status_code == 200
    client.post(url_of(report), {"outcome": "right"})

    assert not Report.objects.open().exists()


def test_bad_id(client: Client, ada: User) -> None:
    client.force_login(ada)

    assert client.get(url_of(Report(pk=999))).status_code == 404


def test_wrong_method(client: Client, report: Report, ada: User) -> None:
    client.force_login(ada)

    assert client.put(url_of(report)).status_code == 405


@pytest.mark.parametrize(
    "fields", [{}, {"outcome": "x"}, {"outcome": "right", "answer_text": "x" * 1001}]
)
def test_bad_input(
    client: Client, report: Report, ada: User, fields: dict[str, str]
) -> None:
    client.force_login(ada)
    response = client.post(url_of(report), fields)

    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert Report.objects.open().exists()


def test_second_answer_changes_nothing(
    client: Client, report: Report, ada: User, ben: User
) -> None:
    report.answer(ben, "Korjattu.")
    client.force_login(ada)
    response: Any = client.post(url_of(report), {"outcome": "right"}, follow=True)

    assert "Somebody has answered this report already." in text_of(response)
    report.refresh_from_db()
    assert report.answer_text == "Korjattu."
    assert mails("report_answered") == ["vera@example.org"]


def test_long_answer_is_refused_whole(report: Report, ada: User) -> None:
    with pytest.raises(ValidationError):
        report.answer(ada, "x" * 1001)

    assert Report.objects.open().exists()
    assert mails("report_answered") == []


def test_closed_without_an_answer(report: Report, mona: User) -> None:
    report.close(mona)

    assert mails("report_answered") == []
    with pytest.raises(StateChanged):
        report.answer(mona)


def test_lists(report: Report, ada: User) -> None:
    other = factories.activity("Muu", organisation=factories.organisation("Muu ry"))

    assert list(Report.objects.open().about([report.activity])) == [report]
    assert not Report.objects.about([other]).exists()
    assert not Report.objects.for_moderators().exists()
    report.escalate()
    assert list(Report.objects.for_moderators()) == [report]
    report.answer(ada)
    assert not Report.objects.for_moderators().exists()
    assert str(report).startswith(str(report.get_reason_display()))


def test_moderators_see_it_after_a_week(report: Report, clock: Any) -> None:
    clock.shift(7 * DAY - 60)
    call_command("follow_feedback", verbosity=0)
    assert mails("report_unanswered") == []

    clock.shift(120)
    for _time in range(2):
        call_command("follow_feedback", verbosity=0)

    assert mails("report_unanswered") == ["Mona"]
    assert Report.objects.for_moderators().exists()
    clock.shift(30 * DAY)
    call_command("follow_feedback", verbosity=0)
    assert mails("report_unanswered") == ["Mona"]


def test_answered_one_never_goes_to_moderators(
    report: Report, ada: User, clock: Any
) -> None:
    report.answer(ada)
    clock.shift(8 * DAY)
    call_command("follow_feedback", verbosity=0)

    assert mails("report_unanswered") == []


def test_answered_by_somebody_meanwhile(
    report: Report, ada: User, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.shift(8 * DAY)
    stale = Report.objects.get()
    report.answer(ada)
    monkeypatch.setattr(
        "feedback.reports.ReportQuerySet.unanswered", lambda rows: [stale]
    )

    call_command("follow_feedback", verbosity=0)

    assert mails("report_unanswered") == []


def test_address_is_forgotten_30_days_after_closing(
    report: Report, ada: User, clock: Any
) -> None:
    clock.shift(40 * DAY)
    call_command("follow_feedback", verbosity=0)
    report.refresh_from_db()
    assert report.email
    report.answer(ada)
    for days, kept in ((29, True), (1, False)):
        clock.shift(days * DAY)
        call_command("follow_feedback", verbosity=0)
        report.refresh_from_db()
        assert bool(report.email) is kept


def test_areas(entry: Activity, mona: User, nils: User) -> None:
    uusimaa, pirkanmaa = (one.assignments.get().area for one in (mona, nils))
    both = factories.activity("Kaksi", terms={"municipalities": ["091", "837"]})
    everywhere = factories.activity(
        "Kaikkialla", nationwide=True, terms={"municipalities": ["837"]}
    )
    online = factories.activity(
        "Verkossa",
        online=True,
        on_site=False,
        terms={"municipalities": []},
        organisation=factories.organisation(
            "Tamperelaiset ry", home_municipality=factories.town("837")
        ),
    )

    assert areas_of(entry) == [uusimaa]
    assert areas_of(both) == [pirkanmaa, uusimaa]
    assert areas_of(everywhere) == [uusimaa]
    assert areas_of(online) == [pirkanmaa]

    for one in (entry, both, everywhere, online):
        Report.objects.create(activity=one, reason="time", language="fi")

    def titles(*areas: Any) -> list[str]:
        found = Report.objects.in_areas(areas)
        return sorted(str(one.activity.published_version.title) for one in found)

    assert titles(uusimaa) == ["Kaikkialla", "Kaksi", "Kielikahvila"]
    assert titles(pirkanmaa) == ["Kaksi", "Verkossa"]
    assert len(titles(uusimaa, pirkanmaa)) == 4
    assert titles() == []


def test_who_moderates(mona: User, nils: User, root: User) -> None:
    uusimaa = mona.assignments.get().area
    assert moderators_of([uusimaa]) == [mona]
    deputy = factories.moderator("Dina", uusimaa, deputy=True)
    assert moderators_of([uusimaa]) == [mona]

    Absence.objects.create(user=mona, first_date=day(-1), last_date=day(1))
    assert moderators_of([uusimaa]) == [deputy]
    Absence.objects.create(user=deputy, first_date=day(0), last_date=day(0))
    assert moderators_of([uusimaa]) == [mona, deputy]

    assert moderators_of([factories.area("kai", name="Kainuu")]) == [root]
    assert moderators_of([]) == [root]
