"""A real mail server on this machine, which answers as it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.serving import free_port


class Postbox:
    """What arrived, and what the server says to a recipient and to a mail."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answer_to_recipient = "250 OK"
        self.answer_to_mail = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        if self.answer_to_mail.startswith("250"):
            self.recipients += envelope.rcpt_tos
            mail = message_from_bytes(envelope.content, policy=default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
        return self.answer_to_mail

    @property
    def numbers(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]

    @contextmanager
    def open(self) -> Iterator[None]:
        server = Controller(
            self, hostname="127.0.0.1", port=self.port, ready_timeout=60
        )
        server.start()
        try:
            yield
        finally:
            server.stop()
