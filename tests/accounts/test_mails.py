"""Every mail of the account goes through the outbox, in three languages."""

from pathlib import Path

import pytest
from allauth import account, mfa
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.adapters import AccountAdapter
from accounts.models import User
from events.models import Mail

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "templates" / "mail"
# Mails for what is switched off: codes instead of links, and no passwords.
NOT_USED = {"login_code", "password_reset_code", "email_confirm"}
CONTEXT = {
    "key": "KEY",
    "uid": "1",
    "to_email": "new@example.org",
    "from_email": "old@example.org",
    "deleted_email": "old@example.org",
}


def sent_by_allauth() -> set[str]:
    templates = Path(account.__file__).parents[1] / "templates"
    assert Path(mfa.__file__).parents[1] / "templates" == templates
    return {
        file.name.removesuffix("_message.txt")
        for part in ("account", "mfa")
        for file in (templates / part / "email").glob("*_message.txt")
        if not file.name.startswith("base_")
    } - NOT_USED


NAMES = sorted(sent_by_allauth() | {"recovery_code_used"})


def test_each_mail_of_allauth_has_our_words() -> None:
    ours = {f"account_{name.removeprefix('account_')}.txt" for name in NAMES}

    assert len(ours) > 10
    assert not ours - {file.name for file in FOLDER.glob("account_*.txt")}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_mail_is_whole(name: str, language: str, ada: User) -> None:
    ada.language = language
    ada.save()
    with override("en"):
        AccountAdapter().send_mail(f"account/email/{name}", ada.email, CONTEXT)

    mail = Mail.objects.get()
    assert (mail.user, mail.language) == (ada, language)
    assert 5 < len(mail.subject) < 80
    assert "  " not in mail.text
    assert "\n\n\n" not in mail.text
    for line in mail.text.splitlines():
        assert "http" not in line or line.startswith(f"{settings.SITE_URL}/{language}/")


def test_stranger_gets_it_in_the_language_of_the_page(client: Client) -> None:
    with override("sv"):
        path = reverse("account_reset_password")

    client.post(path, {"email": "nobody@example.org"})

    mail = Mail.objects.get()
    assert (mail.user, mail.language) == (None, "sv")
