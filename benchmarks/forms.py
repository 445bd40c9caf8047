"""A browser's part in a form: cookies, hidden fields, and what is filled in already."""

from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.serving import HOST

FORM = "application/x-www-form-urlencoded"


class Fields(HTMLParser):
    """What a browser would send of the form that has a given field."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.area = self.select = ""
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self.forms.append([])
        elif tag == "textarea":
            self.area, self.text = name, []
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self._add(self.select, found.get("value", ""))
        elif tag == "input" and name:
            self._input(name, found)

    def _input(self, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        ticked = kind not in ("checkbox", "radio") or "checked" in found
        if ticked and kind not in ("submit", "file", "button"):
            self._add(name, found.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            # HTML drops one line break after the tag.
            self._add(self.area, "".join(self.text).removeprefix("\n"))
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text.append(data)

    def _add(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1].append((name, value))


def form_in(page: str, having: str) -> dict[str, list[str]] | None:
    """What the form with this field holds; None when the page has none."""
    parser = Fields()
    parser.feed(page)
    for fields in parser.forms:
        held: dict[str, list[str]] = {}
        for name, value in fields:
            held.setdefault(name, []).append(value)
        if having in held:
            return held
    return None


class Browser:
    """One person with a session, on a connection for each request."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.cookies = {"session": session}
        self.headers = {"Host": HOST}

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path)

    def form(self, path: str, having: str) -> dict[str, list[str]] | None:
        """See `form_in`."""
        _status, page = self.get(path)
        return form_in(page, having)

    def post(self, path: str, fields: dict[str, list[str]]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def _ask(
        self, method: str, path: str, body: str | bytes | None = None, kind: str = FORM
    ) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            return self._ask_on(connection, method, path, body, kind)
        finally:
            connection.close()

    def _ask_on(
        self,
        connection: HTTPConnection,
        method: str,
        path: str,
        body: str | bytes | None,
        kind: str,
    ) -> tuple[int, str]:
        """The status, and where it leads or else the page."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = self.headers | {"Cookie": cookies}
        if body is not None:
            headers["Content-Type"] = kind
        connection.request(method, path, body, headers)
        response: HTTPResponse = connection.getresponse()
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        page = response.read().decode("utf-8", "replace")
        return response.status, response.headers.get("Location") or page
