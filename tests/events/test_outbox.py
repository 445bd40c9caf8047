"""A mail is written with its cause and with its job, or not at all."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_q.models import OrmQ

from accounts.models import User
from events import outbox
from events.models import Mail
from events.outbox import one_line, post

pytestmark = pytest.mark.django_db
NAME = "admin_mail_waiting"


def test_is_written_in_the_language_of_who_gets_it(ada: User) -> None:
    ada.language = "en"
    mail = post(NAME, ada, {"count": 2})

    assert mail
    mail.refresh_from_db()
    assert (mail.user, mail.address, mail.language) == (ada, ada.email, "en")
    assert mail.subject == "Mail has not been sent for a day"
    assert mail.text.startswith("2 mails have waited for more than 24 hours.\n\n")
    assert str(mail) == mail.subject


def test_goes_to_a_plain_address_too() -> None:
    mail = post(NAME, "visitor@example.org", {"count": 1}, language="en")

    assert mail
    assert (mail.user, mail.language) == (None, "en")
    assert "1 mail has waited" in mail.text


def test_has_a_job_that_names_it_by_number(mail: Mail) -> None:
    task = OrmQ.objects.get().task

    assert (task["func"], task["args"]) == ("events.delivery.deliver", (mail.pk,))


@pytest.mark.django_db(transaction=True)
def test_rolled_back_leaves_neither_mail_nor_job() -> None:
    with transaction.atomic():
        assert post(NAME, "visitor@example.org", {"count": 1})
        assert OrmQ.objects.count() == 1
        transaction.set_rollback(True)

    assert not Mail.objects.exists()
    assert not OrmQ.objects.exists()


def test_same_key_is_written_once(ada: User) -> None:
    assert post(NAME, ada, {"count": 1}, key="check:1:2026-11-03")
    assert post(NAME, ada, {"count": 1}, key="check:1:2026-11-03") is None

    assert Mail.objects.count() == OrmQ.objects.count() == 1


def test_somebody_was_faster_with_the_key(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked before either wrote: the database decides, and the cause stays."""
    first = post(NAME, ada, {"count": 1}, key="check:1")
    assert first
    monkeypatch.setattr(outbox, "_is_known", lambda key: False)

    assert post(NAME, ada, {"count": 1}, key="check:1") is None
    assert list(Mail.objects.all()) == [first]
    assert OrmQ.objects.count() == 1


def test_other_faults_of_the_database_are_not_hidden(
    ada: User, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = Mail._meta.get_field("message_id")
    monkeypatch.setattr(number, "_get_default", lambda: mail.message_id)

    with pytest.raises(IntegrityError), transaction.atomic():
        post(NAME, ada, {"count": 1})


@pytest.mark.parametrize(
    "address",
    ["nobody", "", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org"],
)
def test_address_is_one_address(address: str) -> None:
    with pytest.raises(ValidationError):
        post(NAME, address, {"count": 1}, language="fi")
    assert not OrmQ.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Kahvila\r\nBcc: b@example.org", "Kahvila Bcc: b@example.org"),
        ("Kahvila\u2028Bcc: x\x0b\x1cy", "Kahvila Bcc: x y"),
        ("a\x00b\x1b[31m\u202e", "ab[31m"),
        ("ö" * 400, "ö" * 300),
    ],
)
def test_subject_is_one_line(typed: str, said: str) -> None:
    assert one_line(typed) == said
