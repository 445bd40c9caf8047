"""Mail is written here, in the transaction of what it tells about, and sent later."""

from typing import Any, Protocol

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django_q.tasks import async_task

from events.models import Mail


class Recipient(Protocol):
    """A user: events stand left of accounts and do not import them."""

    email: Any
    language: Any


@transaction.atomic
def post(
    name: str,
    to: "Recipient | str",
    context: dict[str, Any],
    *,
    key: str = "",
    language: str = "",
) -> Mail | None:
    """Write a mail of templates/mail/<name>.txt, in the language of who gets it.

    The first line of the template is the subject; an address alone on a line becomes
    a button. With a `key`, a second call writes nothing and gives None: timed work may
    run again. `to` is a user, or an address with its `language`.
    """
    user: Any = None if isinstance(to, str) else to
    address = to if isinstance(to, str) else to.email
    spoken = user.language if user else language or get_language() or "fi"
    if key and _is_known(key):
        return None
    with override(spoken):
        subject, text = _written(name, {**context, "to": user})
    mail = Mail(
        key=key or None,
        name=name,
        user=user,
        address=address,
        language=spoken,
        subject=subject,
        text=text,
    )
    mail.full_clean(validate_unique=False)
    return mail if _queued(mail) else None


def _is_known(key: str) -> bool:
    return Mail.objects.filter(key=key).exists()


def _queued(mail: Mail) -> bool:
    """Write the mail and its job; a mail with the same key may have been faster."""
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        if not mail.key:
            raise
        return False
    # What became of it stands in the outbox, so the job leaves no row of its own.
    async_task("events.delivery.deliver", mail.pk, save=False)
    return True


def _written(name: str, context: dict[str, Any]) -> tuple[str, str]:
    everywhere = {"site_url": settings.SITE_URL}
    whole = render_to_string(f"mail/{name}.txt", everywhere | context).strip()
    subject, _line, text = whole.partition("\n")
    return one_line(subject), text.strip() + "\n"


def one_line(subject: str) -> str:
    """What fits into a header: a title in it may hold anything that people type."""
    words = " ".join(subject.split())
    printable = "".join(letter for letter in words if letter.isprintable())
    return printable[: Mail._meta.get_field("subject").max_length]
