"""Which language a text is really in: never a silent fallback."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True)
class Text:
    """A text with the language that it is written in; empty when there is none."""

    value: str
    lang: str
    is_fallback: bool = False
    dir: str = "ltr"
    is_outdated: bool = False

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value


def text_of(source: Any, field: str, language: str | None = None) -> Text:
    """The field of a translated object in a language, or in the next one it has."""
    wanted = language or get_language() or LANGUAGES[0]
    for code in _order(wanted):
        if value := getattr(source, f"{field}_{code}"):
            outdated = f"{field}_{code}" in getattr(source, "outdated_texts", ())
            return Text(value, code, is_fallback=code != wanted, is_outdated=outdated)
    return Text("", wanted)


def _order(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (code for code in LANGUAGES if code != wanted)
