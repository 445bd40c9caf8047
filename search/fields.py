"""Form fields for which nothing in a request is an error."""

from collections.abc import Iterable
from typing import Any

from django import forms

from search import names


class KnownValuesField(forms.Field):
    """Repeated values of which the known ones are kept, each once."""

    widget = forms.SelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "required": False})

    def clean(self, value: Iterable[str] | None) -> tuple[str, ...]:
        return self.sorted_out(value or ())[0]

    def sorted_out(self, given: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
        """The values to use, and the texts that mean nothing."""
        parts = [part for text in given for part in self.parts(text)]
        asked = list(dict.fromkeys(text for text in parts if text))
        known = self.known(asked)
        unknown = [text for text in asked if text not in known]
        used = dict.fromkeys(known[text] for text in asked if text in known)
        return tuple(used), unknown

    def parts(self, text: str) -> list[str]:
        return [text.strip()]

    def known(self, asked: list[str]) -> dict[str, str]:
        """The value to use for each asked one that means something."""
        raise NotImplementedError


class ListedField(KnownValuesField):
    def __init__(self, *, values: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.listed = frozenset(values)

    def known(self, asked: list[str]) -> dict[str, str]:
        return {text: text for text in asked if text in self.listed}


class TermField(KnownValuesField):
    """Codes of terms or places; a merged or renamed one leads to its successor."""

    def __init__(self, *, parameter: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.parameter = parameter

    def known(self, asked: list[str]) -> dict[str, str]:
        known = names.current()
        found = {text: known.now(self.parameter, text) for text in asked}
        return {text: name.code for text, name in found.items() if name}


class NumbersField(KnownValuesField):
    """Whole numbers; one field of a form may hold several: "12, 30"."""

    def __init__(self, *, least: int = 0, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def parts(self, text: str) -> list[str]:
        return text.replace(",", " ").split()

    def known(self, asked: list[str]) -> dict[str, str]:
        numbers = {text: whole_number(text) for text in asked}
        return {
            text: str(number)
            for text, number in numbers.items()
            if number is not None and self.least <= number <= self.most
        }


class OrganisationsField(NumbersField):
    def known(self, asked: list[str]) -> dict[str, str]:
        numbers = super().known(asked)
        approved = names.current().of(names.ORGANISATION) if numbers else {}
        return {text: number for text, number in numbers.items() if number in approved}


def whole_number(text: str) -> int | None:
    """The number, for up to nine ASCII digits; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def printable(text: str) -> str:
    """Without NUL bytes and other control characters, spaces as one space."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())


def shown(ignored: Iterable[str]) -> tuple[str, ...]:
    """What was ignored, each part once and short enough to say; ten of them do."""
    plain = list(dict.fromkeys(map(_cut, map(printable, ignored))))
    return (*plain[:10], *(["…"] if len(plain) > 10 else []))


def _cut(text: str) -> str:
    return text if 0 < len(text) <= 40 else f"{text[:40]}…"
