"""Mails go through a real mail server, whatever it answers."""

import smtplib
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core import mail as django_mail
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings
from time_machine import travel

from accounts.models import User
from events import delivery
from events.delivery import CLAIM, blocks, deliver, html
from events.models import Mail
from events.outbox import post
from tests.events.postbox import Postbox

pytestmark = pytest.mark.django_db


def again(mail: Mail) -> Mail:
    return Mail.objects.get(pk=mail.pk)


def wait_of(mail: Mail) -> timedelta:
    return again(mail).next_try_at - timezone.now()


def test_arrives_as_text_and_html(open_postbox: Postbox, mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk).update(subject="Tervetuloa mukaan, Åke 😀")

    assert deliver(mail.pk)

    (arrived,) = open_postbox.mails
    text, page = (part.get_content() for part in arrived.iter_parts())
    assert open_postbox.recipients == [mail.address]
    assert arrived["Subject"] == "Tervetuloa mukaan, Åke 😀"
    assert arrived["From"] == "Kotopolku <kotopolku@example.org>"
    assert arrived["To"] == mail.address
    assert arrived["Message-ID"] == mail.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(arrived["Date"]) == mail.created_at.replace(
        microsecond=0
    )
    assert arrived.get_content_type() == "multipart/alternative"
    assert text.splitlines() == mail.text.splitlines()
    assert page.startswith("<!doctype html>")


def test_is_noted_as_sent_and_not_sent_again(open_postbox: Postbox, mail: Mail) -> None:
    assert deliver(mail.pk)
    assert not deliver(mail.pk)

    sent = again(mail)
    assert (sent.state, sent.tries, sent.last_error) == (Mail.State.SENT, 1, "")
    assert sent.sent_at
    assert len(open_postbox.mails) == 1


def test_mail_that_is_gone_is_no_mail() -> None:
    assert not deliver(404)


def test_two_workers_never_send_the_same_one(
    open_postbox: Postbox, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[bool] = []

    def meanwhile(claimed: Mail) -> object:
        others.append(deliver(claimed.pk))
        return original(claimed)

    original = delivery.message
    monkeypatch.setattr(delivery, "message", meanwhile)

    assert deliver(mail.pk)
    assert others == [False]
    assert len(open_postbox.mails) == 1


def test_crash_between_sending_and_noting_repeats_the_same_mail(
    open_postbox: Postbox, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(mail: Mail) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Mail, "mark_sent", crash)
        with pytest.raises(SystemExit):
            deliver(mail.pk)

    assert not deliver(mail.pk), "its claim still holds"
    with travel(timezone.now() + CLAIM, tick=False):
        assert deliver(mail.pk)
    assert open_postbox.numbers == [mail.message_id] * 2


def test_server_is_down_for_a_day(postbox: Postbox, mail: Mail, root: User) -> None:
    now = start = timezone.now()
    waits = []
    while now < start + timedelta(hours=24):
        with travel(now, tick=False):
            assert not deliver(mail.pk)
            waits.append(wait_of(mail))
        now += waits[-1]

    minutes = [wait / timedelta(minutes=1) for wait in waits]
    assert minutes == [2**tries for tries in range(11)]
    assert again(mail).last_error.startswith("No mail server: ConnectionRefused")
    with postbox.open(), travel(now, tick=False):
        assert deliver(mail.pk)
    assert postbox.numbers == [mail.message_id]


def test_waits_never_longer_than_a_day(mail: Mail) -> None:
    mail.tries = 99
    mail.try_later("431 slow")

    assert timedelta(hours=23, minutes=59) < wait_of(mail) <= timedelta(hours=24)


def test_nobody_waits_for_a_mail_for_ever(postbox: Postbox, mail: Mail) -> None:
    with travel(timezone.now() + timedelta(days=5), tick=False):
        assert not deliver(mail.pk)

    assert again(mail).state == Mail.State.FAILED


def test_when_one_gets_through_the_others_follow_at_once(
    postbox: Postbox, mail: Mail, ben: User
) -> None:
    other = post("admin_mail_waiting", ben, {"count": 1})
    assert other
    now = timezone.now()
    with travel(now, tick=False):
        assert not deliver(mail.pk)
    with postbox.open(), travel(now + timedelta(seconds=1), tick=False):
        assert not deliver(mail.pk)
        assert deliver(other.pk)
        assert deliver(mail.pk)


@pytest.mark.parametrize("step", ["answer_to_recipient", "answer_to_mail"])
def test_server_says_later(open_postbox: Postbox, mail: Mail, step: str) -> None:
    setattr(open_postbox, step, "451 4.7.1 Greylisted")

    assert not deliver(mail.pk)

    waiting = again(mail)
    assert waiting.state == Mail.State.WAITING
    assert waiting.last_error == "451 4.7.1 Greylisted"
    assert timedelta(seconds=50) < wait_of(mail) <= timedelta(minutes=1)


@pytest.mark.parametrize("step", ["answer_to_recipient", "answer_to_mail"])
def test_server_says_never(open_postbox: Postbox, mail: Mail, step: str) -> None:
    setattr(open_postbox, step, "550 5.1.1 No such mailbox")

    assert not deliver(mail.pk)
    assert not deliver(mail.pk)

    failed = again(mail)
    assert (failed.state, failed.tries) == (Mail.State.FAILED, 1)
    assert failed.last_error == "550 5.1.1 No such mailbox"


def test_wrong_password_is_not_the_mails_fault(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(email: object) -> None:
        raise smtplib.SMTPAuthenticationError(535, b"No")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    assert not deliver(mail.pk)
    assert again(mail).state == Mail.State.WAITING


def test_mail_that_cannot_be_written_does_not_stop_the_queue(
    mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(mail: Mail) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(delivery, "message", broken)

    assert not deliver(mail.pk)
    assert again(mail).last_error == "ValueError('a fault of ours')"


def test_without_a_server_it_only_shows_in_the_mailbox(
    mail: Mail, settings: Settings
) -> None:
    settings.EMAIL_HOST = ""

    assert deliver(mail.pk)
    assert again(mail).state == Mail.State.SENT
    assert django_mail.outbox == []


def test_html_is_the_text_and_nothing_else(mail: Mail) -> None:
    mail.language = "sv"
    mail.text = (
        "Hei <Ada> & Ben,\nkiva nähdä.\n\n"
        "Avaa toiminta:\nhttp://localhost:8000/fi/?a=1&b=2\n\n"
        "http://localhost:8000/sv/\n\n"
        "https://evil.example/login\n\nKatso http://localhost:8000/ nyt.\n"
    )

    page = html(mail)

    assert '<html lang="sv"' in page
    assert "<p>Hei &lt;Ada&gt; &amp; Ben,<br>kiva nähdä.</p>" in page
    assert (
        '<a href="http://localhost:8000/fi/?a=1&amp;b=2"><strong>Avaa toiminta</strong>'
        in page
    )
    assert '<a href="http://localhost:8000/sv/">' in page
    # What a stranger wrote never looks like a button of ours.
    assert "<p>https://evil.example/login</p>" in page
    assert page.count("<a ") == 2


def test_sentence_is_no_label() -> None:
    sentence = "This address was written on Kotopolku as your new one. Confirm it:"
    with override("en"):
        text, link = blocks(f"{sentence}\nhttp://localhost:8000/en/")

    assert text.lines == (sentence,)
    assert link.label == "Open the page"


@pytest.mark.parametrize(
    "line",
    [
        "http://localhost:8000.evil.example/",
        "http://localhost:8000@evil.example/",
        "http://localhost:8000/ more words",
        "javascript:alert(1)",
    ],
)
def test_only_our_own_addresses_become_links(line: str) -> None:
    assert [block.url for block in blocks(line)] == [""]
