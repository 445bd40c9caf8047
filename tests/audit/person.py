"""Somebody with a browser, who opens pages, fills in forms and presses buttons."""

from typing import Any
from urllib.parse import urljoin

from django.test import Client
from django.urls import reverse

from benchmarks.forms import Fields
from tests.audit.world import Audited
from tests.site.addresses import addresses
from tests.site.world import arguments_of

NEEDED = {address.name: address.arguments for address in addresses()}


class Forms(Fields):
    """The forms that are posted, with what a browser would send of each, and where."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.actions: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form":
            found = dict(attrs)
            posted = (found.get("method") or "").lower() == "post"
            self.actions.append((found.get("action") or "") if posted else "#")
        super().handle_starttag(tag, attrs)

    def having(self, name: str) -> tuple[str, dict[str, Any]]:
        """Where the first form with this field goes, and its fields."""
        for action, fields in zip(self.actions, self.forms, strict=True):
            held: dict[str, Any] = {}
            for field, value in fields:
                held.setdefault(field, []).append(value)
            if action != "#" and name in held:
                return action, held
        raise LookupError(f"No form has a field {name}")


class Person:
    """`page`: the answer that they see now."""

    def __init__(self, world: Audited, role: str) -> None:
        self.world = world
        self.client = Client(
            raise_request_exception=False,
            headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/132.0"},
        )
        self.page: Any = None
        if user := world.people[role]:
            self.client.force_login(user)
            self.say_who()

    def say_who(self) -> None:
        """Give the password once more, as before what matters most."""
        self.client.post(reverse("account_reauthenticate"), {"password": "password"})

    def forget(self) -> None:
        """As if that was long ago."""
        session = self.client.session
        session["account_authentication_methods"] = []
        session.save()

    def open(self, name: str, query: str = "", **given: Any) -> None:
        arguments = arguments_of(self.world.site, name, NEEDED[name]) | given
        self.go(reverse(name, kwargs=arguments) + query)

    def go(self, path: str) -> None:
        self.page = self.client.get(path, follow=True)

    def press(self, having: str, **typed: Any) -> None:
        """Send the form with this field; what is None is left out."""
        action, held = Forms(self.page.text).having(having)
        held |= typed
        sent = {name: value for name, value in held.items() if value is not None}
        self.send(urljoin(self.page.request["PATH_INFO"], action), sent)

    def send(self, path: str, sent: dict[str, Any]) -> None:
        self.page = self.client.post(path, sent, follow=True)

    @property
    def is_told_of_mistakes(self) -> bool:
        return 'class="field__error"' in self.page.text or 'role="alert"' in (
            self.page.text
        )
