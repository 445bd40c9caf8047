"""Filling in the form of an entry as a browser does: what it shows is sent back."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from activities.models import Activity, Version


class Fields(HTMLParser):
    """The fields of the form of a step, with the values that a browser would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._inside = False
        self._name = ""
        self._text: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self._inside = "data-autosave" in given
        elif not self._inside:
            return
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            chosen = [given.get("value", "on") or ""] if "checked" in given else []
            self.sent.setdefault(name, []).extend(chosen)
        elif tag == "input" and given.get("type") != "file":
            self.sent.setdefault(name, []).append(value)
        elif tag == "textarea":
            self._name, self._text = name, []
        elif tag == "select":
            self._name = name
        elif tag == "option" and "selected" in given:
            self.sent.setdefault(self._name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea" and self._text is not None:
            self.sent.setdefault(self._name, []).append("".join(self._text).lstrip())
            self._text = None


def address(entry: Activity, step: str = "what") -> str:
    with override("en"):
        return reverse("workspace:edit", args=[entry.pk, step])


def named(name: str, *args: object) -> str:
    with override("en"):
        return reverse(f"workspace:{name}", args=args)


def opened(client: Client, entry: Activity, step: str = "what") -> dict[str, Any]:
    """The values of a step, as it is open in somebody's browser."""
    return dict(Fields(client.get(address(entry, step)).text).sent)


def save(
    client: Client,
    entry: Activity,
    step: str = "what",
    do: str = "continue",
    **typed: Any,
) -> Any:
    """Open a step, type something, and press a button."""
    sent = opened(client, entry, step) | typed
    return client.post(address(entry, step), sent | {"do": do})


def draft_of(entry: Activity) -> Version:
    return entry.versions.open().get()
