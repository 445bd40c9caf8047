"""Mails leave the outbox: one at a time, at least once, always with the same number.

`deliver` is what the queue does for each mail, `manage.py send_mail` what is done for
those that no job got through. docs/adr/015 says why it is so.
"""

import logging
import smtplib
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from events.models import AWAY, Mail

logger = logging.getLogger(__name__)

# A job that takes longer is ended by the queue, so nobody sends when a claim ends.
CLAIM = timedelta(seconds=1.1 * settings.Q_CLUSTER["timeout"])
# What a server answers for good about one mail. About the sender or the password it
# answers the same for every mail: then the settings are wrong, and mails wait.
PERMANENT = 500
# Letters: a longer line is a sentence, not the label of a link.
LABEL = 60


class Block(NamedTuple):
    """Lines of a paragraph, or a link: an address that stood alone on a line."""

    lines: tuple[str, ...] = ()
    url: str = ""
    label: str = ""


def deliver(mail_id: int) -> bool:
    """Send one mail if it is due and nobody else is at it; say whether it went."""
    mail = Mail.objects.claim(mail_id, CLAIM)
    if mail is None:
        return False
    note = _outcome(mail)
    # Not part of what may fail above: a mail that went but could not be noted goes
    # again when its claim ends.
    note()
    if note == mail.mark_sent:
        Mail.objects.hurry()
        return True
    return False


def _outcome(mail: Mail) -> Callable[[], None]:
    """Try to send, and give what to note about it."""
    try:
        if settings.EMAIL_HOST:
            message(mail).send()
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        return _refused(mail, code, answer)
    except smtplib.SMTPDataError as error:
        return _refused(mail, error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("Mail %s waits: %r", mail.pk, error)
        reason = f"{AWAY}{error!r}"
        return lambda: mail.try_later(reason)
    except Exception as error:
        # One mail that cannot be written must not stop the others.
        logger.exception("Mail %s cannot be sent", mail.pk)
        reason = repr(error)
        return lambda: mail.try_later(reason)
    logger.info("Mail %s sent", mail.pk)
    return mail.mark_sent


def _refused(mail: Mail, code: int, answer: bytes | str) -> Callable[[], None]:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    reason = f"{code} {words}"
    # The server may repeat the address, which the log must not hold.
    logger.warning("Mail %s refused: %s", mail.pk, code)
    if code >= PERMANENT:
        return lambda: mail.give_up(reason)
    return lambda: mail.try_later(reason)


def message(mail: Mail) -> EmailMultiAlternatives:
    """Text and simple HTML, the same on every try."""
    email = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.address],
        headers={
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.created_at),
            # No answers from people who are away, and none of ours to those.
            "Auto-Submitted": "auto-generated",
        },
    )
    email.attach_alternative(html(mail), "text/html")
    return email


def html(mail: Mail) -> str:
    with override(mail.language):
        return render_to_string(
            "mail/mail.html", {"mail": mail, "blocks": list(blocks(mail.text))}
        )


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs; an address of ours alone on a line becomes a link.

    Its label is the line above if that is short and ends in a colon. Other addresses
    stay text: what a stranger wrote must not look like a button of ours.
    """
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if _is_ours(stripped):
            label = gettext("Open the page")
            if lines and lines[-1].endswith(":") and len(lines[-1]) <= LABEL:
                label = lines.pop().removesuffix(":")
            if lines:
                yield Block(tuple(lines))
            lines = []
            yield Block(url=stripped, label=label)
        elif stripped:
            lines.append(stripped)
        elif lines:
            yield Block(tuple(lines))
            lines = []


def _is_ours(line: str) -> bool:
    return line.startswith(f"{settings.SITE_URL}/") and not line.split()[1:]
