"""Asking for the pages of organisations, in English."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from events.models import Mail
from events.receipts import new_token


def address(name: str, *args: Any) -> str:
    with override("en"):
        return reverse(f"organisations:{name}", args=args)


def get(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(address(name, *args), query)


def post(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(address(name, *args), {"token": new_token(), **data})


def html(response: Any) -> str:
    """The page, which is there."""
    assert response.status_code == 200, response.status_code
    text: str = response.content.decode()
    return text


def errors(response: Any) -> dict[str, list[str]]:
    """The messages at the fields of a form that was not accepted."""
    assert response.status_code == 200
    return {name: list(told) for name, told in response.context["form"].errors.items()}


def said(response: Any) -> list[str]:
    """What the page after a redirect says was done."""
    return [str(message) for message in response.wsgi_request._messages]


def mails(to: User | str, name: str = "") -> list[Mail]:
    found = Mail.objects.filter(address=to if isinstance(to, str) else to.email)
    return list(found.filter(name=name) if name else found)


def refuses_strangers(client: Client, stranger: User, name: str, *args: Any) -> None:
    """The same 404 as for what does not exist, for reading and for writing."""
    client.force_login(stranger)
    assert get(client, name, *args).status_code == 404
    assert post(client, name, *args).status_code == 404


def needs_sign_in(client: Client, name: str, *args: Any) -> None:
    """Where people write much, what they sent is held for them."""
    for response in (get(client, name, *args), post(client, name, *args)):
        assert response.status_code in (302, 403)
        assert response.status_code == 403 or "next=" in response.url
        assert response.status_code == 302 or "typed" in response.context
