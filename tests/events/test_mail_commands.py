"""The commands around the outbox: sending, saying how it is, forgetting."""

import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_q.models import OrmQ
from time_machine import travel

from accounts.models import User
from events.models import Mail, Receipt
from events.outbox import post
from events.receipts import new_token, once
from tests.events.postbox import Postbox

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def send(*arguments: str) -> None:
    call_command("send_mail", *arguments)


def told(name: str) -> int:
    return Mail.objects.filter(name=f"admin_mail_{name}").count()


def written(to: User, count: int) -> list[Mail]:
    mails = [
        post("reminder", to, {}, key=f"reminder:{number}") for number in range(count)
    ]
    return [mail for mail in mails if mail]


@pytest.fixture(autouse=True)
def reminder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.outbox._written", lambda *_: ("Reminder", "Text\n"))


def test_sends_without_any_job(open_postbox: Postbox, ada: User) -> None:
    written(ada, 3)
    OrmQ.objects.all().delete()

    send()
    send()

    assert len(open_postbox.mails) == 3
    assert open_postbox.mails[0]["Subject"] == "Reminder"


def test_queue_gets_a_job_for_each_that_is_due(ada: User) -> None:
    due, waiting = written(ada, 2)
    OrmQ.objects.all().delete()
    Mail.objects.filter(pk=waiting.pk).update(next_try_at=timezone.now() + DAY)

    send("--queue")

    assert [job.task["args"] for job in OrmQ.objects.all()] == [(due.pk,)]


def test_queue_that_is_busy_gets_no_more(ada: User) -> None:
    written(ada, 50)

    send("--queue")

    assert OrmQ.objects.count() == 50


def test_administrator_is_told_once_a_day_of_a_server_that_is_down(
    postbox: Postbox, ada: User, root: User, caplog: pytest.LogCaptureFixture
) -> None:
    noon = timezone.localtime().replace(hour=12, minute=0)
    with travel(noon, tick=False):
        mails = written(ada, 2)
        send()
    for hours in (23.9, 24, 24.1, 30):
        with travel(noon + timedelta(hours=hours), tick=False):
            send()
            assert told("waiting") == (hours >= 24), hours

    complaints = [entry for entry in caplog.records if entry.levelno == logging.ERROR]
    assert [entry.getMessage() for entry in complaints] == [
        "admin_mail_waiting: 2 mails. Run manage.py mail_status."
    ]
    with postbox.open(), travel(noon + 2 * DAY, tick=False):
        send()
        assert told("waiting") == 1
        send()
    assert sorted(postbox.recipients) == sorted([ada.email, ada.email, root.email])
    assert len(set(postbox.numbers)) == len(mails) + 1


def test_administrators_are_told_once_of_what_was_refused(
    open_postbox: Postbox, ada: User, root: User
) -> None:
    open_postbox.answer_to_recipient = "550 5.1.1 No"
    noon = timezone.localtime().replace(hour=12, minute=0)
    for days in (0, 0.01, 1, 2):
        with travel(noon + days * DAY, tick=False):
            if not days:
                written(ada, 2)
            send()

    assert told("failed") == 1
    with travel(noon + 3 * DAY, tick=False):
        post("reminder", ada, {})
        send()
    assert told("failed") == 2
    assert root.email not in open_postbox.recipients


def test_status_names_no_address(
    open_postbox: Postbox, ada: User, capsys: pytest.CaptureFixture[str]
) -> None:
    late, refused = written(ada, 2)
    Mail.objects.filter(pk=late.pk).update(created_at=timezone.now() - 2 * DAY)
    refused.give_up(f"550 {ada.email} is unknown")

    with pytest.raises(SystemExit) as ended:
        call_command("mail_status")

    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert said.startswith("1 waiting, 0 sent, 1 given up.\n")
    assert f"Waits: {late.pk} reminder of " in said
    assert f"Given up: {refused.pk} reminder of " in said
    assert said.endswith("0 tries; 550 (address) is unknown\n")
    assert ada.email not in said


def test_status_of_an_outbox_that_is_well(
    mail: Mail, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("mail_status")

    assert capsys.readouterr().out == "1 waiting, 0 sent, 0 given up.\n"


def test_old_mail_is_forgotten_and_its_key_is_not(
    open_postbox: Postbox, ada: User
) -> None:
    written(ada, 1)
    post("reminder", ada, {})
    waiting = post("reminder", ada, {}, key="waits")
    assert waiting
    Mail.objects.exclude(pk=waiting.pk).update(state=Mail.State.SENT)

    with travel(timezone.now() + 31 * DAY):
        call_command("forget_mail")
        assert written(ada, 1) == []

    kept, emptied = Mail.objects.all()
    assert (kept, kept.address) == (waiting, ada.email)
    assert emptied.key == "reminder:0"
    assert not any((emptied.user, emptied.address, emptied.subject, emptied.text))


def test_keys_go_when_nothing_can_ask_for_them(ada: User) -> None:
    written(ada, 1)
    Mail.objects.update(state=Mail.State.SENT)

    with travel(timezone.now() + 733 * DAY):
        call_command("forget_mail")

    assert not Mail.objects.exists()


def test_mail_of_this_month_is_kept(ada: User) -> None:
    written(ada, 1)
    Mail.objects.update(state=Mail.State.SENT)

    call_command("forget_mail")

    assert Mail.objects.get().text == "Text\n"


def test_forgets_which_forms_were_sent_long_ago(ada: User) -> None:
    once(new_token(), ada, lambda: "/new/")
    once(new_token(), ada, lambda: "/old/")
    long_ago = timezone.now() - timedelta(days=31)
    Receipt.objects.filter(address="/old/").update(at=long_ago)

    call_command("forget_mail", verbosity=0)

    assert [one.address for one in Receipt.objects.all()] == ["/new/"]
