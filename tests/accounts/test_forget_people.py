"""What nobody needs any more of people goes by itself (docs/privacy.md)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from activities.models import Activity
from activities.models.activity import HIDDEN_AFTER
from activities.own_data import CONTACTS_KEPT
from events.management.commands.schedule_work import WORK
from feedback.models import Report
from moderation.models import INVITATION_LASTS, ModeratorInvitation
from organisations.models import Invitation, JoinRequest, Organisation
from tests import factories
from tests.accounts.conftest import SignIn
from tests.site.sources import ROOT

DAY = timedelta(days=1)
REACH: dict[str, Any] = {
    "contact_name": "Aino",
    "phone": "040 000 0111",
    "email": "a@example.org",
}
in_database = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine: Any) -> None:
    time_machine.move_to("2026-11-22 12:00+02:00", tick=False)


def forget() -> None:
    call_command("forget_people", verbosity=0)


def test_is_done_every_day() -> None:
    daily = {work.command for work in WORK.values() if work.at}
    assert {"forget_people", "forget_mail", "follow_feedback"} <= daily


@in_database
def test_device_of_a_session_that_ended(
    ada: User, sign_in: SignIn, time_machine: Any
) -> None:
    sign_in(ada)
    forget()
    assert UserSession.objects.filter(user=ada).exists()

    # The session is over; its row may be there still.
    time_machine.shift(31 * DAY)
    forget()

    assert not UserSession.objects.filter(user=ada).exists()


@in_database
def test_account_that_nobody_confirmed(client: Client, time_machine: Any) -> None:
    form = {"name": "X", "email": "x@example.org", "password1": "a sentence to keep"}
    client.post(reverse("account_signup"), form | {"language": "en"})
    EmailAddress.objects.get(email="x@example.org", verified=False)
    time_machine.shift(29 * DAY)
    forget()
    assert User.objects.filter(email="x@example.org").exists()
    time_machine.shift(2 * DAY)
    forget()

    assert not User.objects.filter(email="x@example.org").exists()
    assert not EmailAddress.objects.filter(email="x@example.org").exists()


@in_database
def test_other_accounts_stay(ada: User, root: User, time_machine: Any) -> None:
    """Confirmed, or made by a command; whether they ever signed in or not."""
    made = User.objects.create_superuser("made@example.org", "x" * 20, name="Made")
    time_machine.shift(400 * DAY)
    forget()

    assert User.objects.filter(pk__in=[ada.pk, root.pk, made.pk]).count() == 3


@in_database
def test_network_addresses_in_counts(client: Client, time_machine: Any) -> None:
    cache.clear()
    wrong = {"login": "a@example.org", "password": "x"}
    client.post(reverse("account_login"), wrong, REMOTE_ADDR="198.51.100.7")

    def counts() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM throttle")
            return int(cursor.fetchone()[0])

    forget()
    assert counts()
    time_machine.shift(2 * DAY)
    forget()

    assert not counts()


@in_database
def test_invitations(
    ada: User, root: User, kotikulma: Organisation, time_machine: Any
) -> None:
    Invitation(organisation=kotikulma, email="eva@a.fi", invited_by=ada).send()
    ModeratorInvitation.objects.create(email="mia@a.fi", by=root)
    time_machine.shift(INVITATION_LASTS + 29 * DAY)
    forget()
    assert Invitation.objects.exists()
    assert ModeratorInvitation.objects.exists()
    time_machine.shift(2 * DAY)
    forget()

    assert not Invitation.objects.exists()
    assert not ModeratorInvitation.objects.exists()


@in_database
def test_messages_of_requests(
    ada: User, cleo: User, kotikulma: Organisation, time_machine: Any
) -> None:
    asked = JoinRequest(user=cleo, organisation=kotikulma, message="Salaista")
    asked.ask()
    time_machine.shift(40 * DAY)
    forget()
    asked.refresh_from_db()
    assert asked.message
    asked.decline(ada, "Ei nyt")
    time_machine.shift(31 * DAY)
    forget()

    asked.refresh_from_db()
    assert (asked.message, asked.reason) == ("", "")
    assert asked.state == JoinRequest.State.DECLINED


def out_of_sight(way: str, since: Any) -> Activity:
    if way == "ended":
        plan = factories.weekly("tu", start_date=since - 9 * DAY, end_date=since)
        return factories.activity("Kerho", schedules=[plan], **REACH)
    entry = factories.activity("Kerho", **REACH)
    day = since - HIDDEN_AFTER if way == "check_due_on" else timezone.now()
    values = {way: day - CONTACTS_KEPT if way != "check_due_on" else day}
    Activity.objects.filter(pk=entry.pk).update(**values)
    return entry


@in_database
@pytest.mark.parametrize(
    "way", ["ended", "check_due_on", "withdrawn_at", "taken_down_at"]
)
def test_contacts_of_what_was_out_of_sight_for_a_year(
    client: Client, root: User, way: str, time_machine: Any
) -> None:
    entry = out_of_sight(way, timezone.localdate() - CONTACTS_KEPT)
    forget()
    entry.refresh_from_db()
    # Exactly a year is not more than a year, but for moments of time.
    assert entry.phone or way.endswith("_at")
    time_machine.shift(2 * DAY)
    forget()

    entry.refresh_from_db()
    assert (entry.contact_name, entry.phone, entry.email) == ("", "", "")
    client.force_login(root)
    log = client.get(reverse("moderation:log"))
    assert log.status_code == 200
    assert "040 000 0111" not in log.text


@in_database
def test_contacts_of_what_is_public_stay(time_machine: Any) -> None:
    entry = factories.activity("Kerho", **REACH)
    draft = factories.activity("Luonnos", published=False, **REACH)
    forget()

    for one in (entry, draft):
        one.refresh_from_db()
        assert one.phone


@in_database
def test_texts_of_reports(ada: User, time_machine: Any) -> None:
    report = Report.objects.create(
        activity=factories.activity(),
        reason="other",
        text="Aino valehteli.",
        language="fi",
    )
    report.answer(ada, "Aino pahoittelee.")
    for days, kept in ((364, True), (2, False)):
        time_machine.shift(days * DAY)
        call_command("follow_feedback", verbosity=0)
        report.refresh_from_db()
        assert bool(report.text and report.answer_text) is kept
    assert (report.reason, report.outcome) == ("other", "corrected")


def could_name_people(field: Any) -> bool:
    """Free text, files and links to accounts; not choices and numbers."""
    texts = (models.CharField, models.TextField, models.JSONField, models.FileField)
    others = (models.GenericIPAddressField, models.BinaryField)
    to_people = field.is_relation and field.related_model is User
    return bool(to_people or (isinstance(field, texts + others) and not field.choices))


def test_every_field_is_in_the_document() -> None:
    """One that is new is written down, with why and how long; or as of nobody."""
    text = (ROOT / "docs/privacy.md").read_text()
    told = set(re.findall(r"`([A-Za-z_.]+)`", text))
    of_nobody = set(re.findall(r"`([\w.]+)`", text.partition("## Of nobody")[2]))
    missing = []
    for model in apps.get_models():
        if model._meta.label in of_nobody:
            continue
        for field in model._meta.fields:
            # Of texts in three languages the first name stands for all.
            name = re.sub("_(fi|sv|en)$", "", field.name)
            if could_name_people(field) and f"{model.__name__}.{name}" not in told:
                missing.append(f"{model.__name__}.{name}")

    assert missing == []
