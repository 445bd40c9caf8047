"""Mails to post, and a server that takes them."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from accounts.models import User
from events.models import Mail
from events.outbox import post
from tests.events.postbox import Postbox


@pytest.fixture
def postbox(settings: Settings) -> Postbox:
    """A server that is not open yet."""
    box = Postbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
    return box


@pytest.fixture
def open_postbox(postbox: Postbox) -> Iterator[Postbox]:
    with postbox.open():
        yield postbox


@pytest.fixture
def mail(ada: User) -> Mail:
    written = post("admin_mail_waiting", ada, {"count": 2})
    assert written
    return written
