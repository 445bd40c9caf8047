"""Pieces of a page that the template engine draws once, and strings fill later.

A template marks a slot by `{{ name }}`, given `slot("name")`. A mark has a bare "<",
and drawn text has none: whatever people write, it cannot look like a slot.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Self

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

SLOT = re.compile(r"<!([\w:-]+)!>")
INDENT = re.compile(r"\n\s+")


def slot(name: str) -> SafeString:
    """What a template gets for something that is only known later."""
    return SafeString(f"<!{name}!>")


@dataclass(frozen=True)
class Mould:
    """HTML as a format string, and the names of its slots in order."""

    html: str
    slots: tuple[str, ...]

    @classmethod
    def of(cls, drawn: str) -> Self:
        html = SLOT.sub("%s", drawn.replace("%", "%%"))
        return cls(html, tuple(SLOT.findall(drawn)))

    def fill(self, **values: object) -> SafeString:
        """Values that are not safe are escaped; slots without a value stay empty."""
        found = [values.get(name, "") for name in self.slots]
        # As `django.utils.html.escape` does, without what it does for lazy texts.
        safe = [v if isinstance(v, SafeString) else escape(str(v)) for v in found]
        return SafeString(self.html % tuple(safe))

    def put(self, *safe: object) -> str:
        """The same with values in the order of the slots, escaped already."""
        return self.html % safe


def joined(parts: Iterable[str]) -> SafeString:
    """Of parts that are safe each."""
    return SafeString("".join(parts))


def mould(template: str, *slots: str, **constants: Hashable) -> Mould:
    """A template in the active language, drawn once for each set of constants."""
    draw = _mould.__wrapped__ if settings.DEBUG else _mould
    return draw(get_language() or "", template, slots, tuple(constants.items()))


@lru_cache(maxsize=4096)
def _mould(
    language: str,
    template: str,
    slots: tuple[str, ...],
    constants: tuple[tuple[str, Hashable], ...],
) -> Mould:
    context = {name: slot(name) for name in slots} | dict(constants)
    return Mould.of(INDENT.sub("\n", render_to_string(template, context).strip()))
