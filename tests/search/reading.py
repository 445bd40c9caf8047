"""A page as people read it: its links, headings, fields and what it says."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

VOID = {"br", "hr", "img", "input", "link", "meta", "use"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")


class Reading(HTMLParser):
    """Every element in order; the text of an element is that of all in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.parts.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Those with these attributes; `lang_` and so on stand for `lang`."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element[name] == value for name, value in wanted.items())
        ]

    def texts(self, tag: str, **attributes: str) -> list[str]:
        return [element.text for element in self.all(tag, **attributes)]

    @property
    def text(self) -> str:
        return self.elements[0].text

    @property
    def title(self) -> str:
        return self.texts("title")[0]

    def href(self, text: str) -> str:
        """Where the first link with this text, or this label, leads."""
        for link in self.all("a"):
            if text in (link.text, link["aria-label"]):
                return link["href"]
        raise AssertionError(f"no link “{text}” among {self.texts('a')}")

    def says(self, text: str) -> bool:
        return text in self.text

    def hidden(self) -> set[tuple[str, str]]:
        """The hidden fields of all forms."""
        return {(i["name"], i["value"]) for i in self.all("input", type="hidden")}

    def related(self, rel: str) -> dict[str, str]:
        """The `link`s of a kind in the head: language (or nothing) -> address."""
        return {link["hreflang"]: link["href"] for link in self.all("link", rel=rel)}


def read(client: Client, url: str, **headers: str) -> Reading:
    response = client.get(url, headers=headers)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    return Reading(response.content.decode())
