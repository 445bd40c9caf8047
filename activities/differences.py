"""Two versions side by side, field by field, in words that people read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from modeltranslation.manager import get_translatable_fields_for_model

from activities import wording
from activities.models import Schedule, Version
from activities.models.content import Joining, People, Texts, Whereabouts
from activities.texts import LANGUAGES

# What is moderated, in the order of the form; "schedules" stand where they are asked.
FIELDS = (
    *(field.name for part in (Texts, People) for field in part._meta.get_fields()),
    "schedules",
    *(
        field.name
        for part in (Whereabouts, Joining)
        for field in part._meta.get_fields()
    ),
    "short_texts",
)
LABELS: dict[str, StrOrPromise] = {
    "themes": _("Theme"),
    "formats": _("Type of activity"),
    "target_groups": _("Target group"),
    "languages": _("Language of the activity"),
    "interpreted_languages": _("Interpreter present"),
    "municipalities": _("Municipality"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
}
WORDS = re.compile(r"\s+|\w+|[^\w\s]")


def _kept(text: str) -> SafeString:
    return format_html("{}", text)


def _gone(text: str) -> SafeString:
    # Screen readers do not say what <del> and <ins> mean, so a hidden word does.
    return format_html('<del><span class="vh">{} </span>{}</del>', _("Removed:"), text)


def _came(text: str) -> SafeString:
    return format_html('<ins><span class="vh">{} </span>{}</ins>', _("Added:"), text)


MARKS = {"equal": _kept, "delete": _gone, "insert": _came}


@dataclass(frozen=True)
class Difference:
    """What one field, or one language of a text, says in both versions.

    `before` and `after` are lists: of one text, of the terms of a set, of the lines of
    a schedule. `language` is "" for what is not a text in a language, and
    `language_name` is what it calls itself.
    """

    field: str
    label: StrOrPromise
    language: str
    before: list[str]
    after: list[str]
    is_text: bool = False
    language_name: str = ""
    direction: str = "ltr"

    @property
    def column(self) -> str:
        return f"{self.field}_{self.language}" if self.language else self.field

    @property
    def changed(self) -> bool:
        return self.before != self.after

    @property
    def old(self) -> str:
        return "\n".join(self.before)

    @property
    def new(self) -> str:
        return "\n".join(self.after)

    @property
    def inline(self) -> SafeString:
        """Both in one: what went in <del>, what came in <ins>."""
        return self._drawn("equal", "delete", "insert")

    @property
    def old_inline(self) -> SafeString:
        """The old value for its own column, with what went in <del>."""
        return self._drawn("equal", "delete")

    @property
    def new_inline(self) -> SafeString:
        """The new value for its own column, with what came in <ins>."""
        return self._drawn("equal", "insert")

    def _drawn(self, *shown: str) -> SafeString:
        between = "" if self.is_text else "\n"
        parts = [
            MARKS[kind](between.join(of)) for kind, of in self._steps if kind in shown
        ]
        return format_html_join(between, "{}", ((part,) for part in parts))

    @cached_property
    def _steps(self) -> list[tuple[str, list[str]]]:
        """Runs of words or items that stayed, went or came, in reading order."""
        before, after = self.before, self.after
        if self.is_text:
            before, after = _words(before), _words(after)
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        steps: list[tuple[str, list[str]]] = []
        for kind, start, end, from_, to in matcher.get_opcodes():
            if kind == "equal":
                steps.append((kind, after[from_:to]))
                continue
            if start < end:
                steps.append(("delete", before[start:end]))
            if from_ < to:
                steps.append(("insert", after[from_:to]))
        return steps


def differences(old: Version | None, new: Version) -> list[Difference]:
    """Every field that says something in either version; `old` None is an empty one."""
    found = [one for name in FIELDS for one in _of_field(name, old, new)]
    return [one for one in found if one.before or one.after]


def changes(old: Version | None, new: Version) -> list[Difference]:
    return [one for one in differences(old, new) if one.changed]


def _of_field(name: str, old: Version | None, new: Version) -> Iterator[Difference]:
    if name == "schedules":
        yield _difference(name, _("When"), old, new, _schedules)
    elif name == "short_texts":
        yield from _short_texts(old, new)
    elif name in (get_translatable_fields_for_model(Version) or ()):
        for code in LANGUAGES:
            yield _text(name, code, old, new)
    else:
        field: Any = Version._meta.get_field(name)
        label = LABELS.get(name, field.verbose_name)
        yield _difference(name, label, old, new, lambda one: _values(one, name))


def _difference(
    name: str,
    label: StrOrPromise,
    old: Version | None,
    new: Version,
    read: Callable[[Version], list[str]],
) -> Difference:
    return Difference(name, label, "", read(old) if old else [], read(new))


def _text(name: str, code: str, old: Version | None, new: Version) -> Difference:
    def read(one: Version | None) -> list[str]:
        value = getattr(one, f"{name}_{code}") if one else ""
        return [value] if value else []

    field: Any = Version._meta.get_field(name)
    return Difference(
        name,
        field.verbose_name,
        code,
        read(old),
        read(new),
        is_text=True,
        language_name=get_language_info(code)["name_local"],
    )


def _values(version: Version, name: str) -> list[str]:
    value = getattr(version, name)
    if isinstance(value, models.Manager):
        return sorted(str(term) for term in value.all())
    if isinstance(value, bool):
        return [str(_("Yes"))] if value else []
    if display := getattr(version, f"get_{name}_display", None):
        value = display()
    if name == "image" and value:
        # Its own name says nothing: another picture has another name.
        return [value.url]
    if value is None or value == "":
        return []
    return [formats.localize(value) if not isinstance(value, str) else value]


def _schedules(version: Version) -> list[str]:
    return [line for one in version.schedules.all() for line in _lines(one)]


def _lines(schedule: Schedule) -> list[str]:
    if not schedule.slots.all() and schedule.rule not in ("agreement", "always"):
        return [schedule.get_rule_display()]
    return wording.rule_in_words(schedule)


def _short_texts(old: Version | None, new: Version) -> Iterator[Difference]:
    before, after = (
        {
            one.language.code: one
            for one in (version.short_texts.all() if version else ())
        }
        for version in (old, new)
    )
    for code, short in {**before, **after}.items():
        yield Difference(
            "short_texts",
            _("In short"),
            code,
            [before[code].text] if code in before else [],
            [after[code].text] if code in after else [],
            is_text=True,
            language_name=short.language.autonym,
            direction=short.language.direction,
        )


def _words(texts: list[str]) -> list[str]:
    return [word for text in texts for word in WORDS.findall(text)]
