"""Pieces of a page that the template engine draws once, and strings fill later.

A template marks a slot by `{{ name }}`, given `slot("name")`. A mark has a bare "<",
and drawn text has none: whatever people write, it cannot look like a slot.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

SLOT = re.compile(r"<!([\w:-]+)!>")


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

    def fill(self, values: Mapping[str, object]) -> SafeString:
        """Values that are not safe are escaped; slots without a value stay empty."""
        filled = [conditional_escape(values.get(name, "")) for name in self.slots]
        return SafeString(self.html % tuple(filled))
