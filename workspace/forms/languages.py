"""The other languages beside the source text, and short texts in any further one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from activities.models import Activity, Language, Version
from activities.texts import Text
from activities.translated import FIELDS, LANGUAGES, TextState, state_of
from workspace.forms.base import Problem, StepForm, column_of, shorten
from workspace.forms.people import both_names

MOST = 20
ALWAYS = ("title", "summary")
HOURS = "contact_hours"


@dataclass(frozen=True)
class Translation:
    """One text: its source, and the fields of the other two languages."""

    label: StrOrPromise
    source: Text
    fields: list[tuple[BoundField, TextState, BoundField | None]]


class ShortTextForm(forms.Form):
    language = forms.ModelChoiceField(
        Language.objects.none(), label=_("Language"), required=False
    )
    text = forms.CharField(
        label=_("In short"),
        help_text=_("At most 300 characters. What, where, when and how to join."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, languages: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["language"]
        field.queryset, field.label_from_instance = languages, both_names
        field.empty_label = _("Choose the language")
        for asked in self.fields.values():
            vars(asked)["needed"] = True

    def is_blank(self) -> bool:
        return not any(self[name].value() for name in self.fields)

    def clean(self) -> None:
        if self.cleaned_data.get("text") and not self.cleaned_data.get("language"):
            self.add_error("language", _("Choose the language of the text."))
        if self.cleaned_data.get("language") and not self.cleaned_data.get("text"):
            self.add_error("text", _("Write the text, or remove the language."))


class LanguagesForm(StepForm):
    template = "workspace/entry/languages.html"
    heading = _("Short texts in other languages")

    class Meta(StepForm.Meta):
        fields = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = [code for code in LANGUAGES if code != self.source]
        self.of_activity = tuple(f"{HOURS}_{code}" for code in self.others)
        for name in (*FIELDS, HOURS):
            if name in ALWAYS or self._is_written(name):
                for code in self.others:
                    self._add(name, code)
        known = Language.objects.active().exclude(code__in=LANGUAGES)
        self.shorts = list(self._shorts(known))

    @property
    def translations(self) -> list[Translation]:
        return [
            Translation(
                label=column_of(_model(name), name).verbose_name,
                source=Text(
                    getattr(self._of(name), f"{name}_{self.source}"), self.source
                ),
                fields=[self._drawn(name, code) for code in self.others],
            )
            for name in (*FIELDS, HOURS)
            if f"{name}_{self.others[0]}" in self.fields
        ]

    @property
    def still_hold(self) -> list[str]:
        holds = [name for name in self.fields if name.startswith("holds_")]
        ticked = [name for name in holds if self[name].value()]
        return [name.removeprefix("holds_") for name in ticked]

    def names(self) -> list[str]:
        return [*super().names(), "short_texts"]

    def is_valid(self) -> bool:
        rows = [one.is_valid() for one in self.shorts]
        return super().is_valid() and all(rows) and not self._twice()

    def typed(self) -> dict[str, Any]:
        values = super().typed()
        if self.is_bound and all(one.is_valid() for one in self.shorts):
            rows = [one.cleaned_data for one in self.shorts if not one.is_blank()]
            if not self._twice():
                values["short_texts"] = {row["language"]: row["text"] for row in rows}
        return values

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        for one in self.shorts:
            for name, errors in one.errors.items():
                for message in errors:
                    label = one.fields[name].label
                    yield Problem(f"{label}: {message}", one[name].auto_id)

    def shown(self, name: str, value: Any) -> str:
        if name == "short_texts":
            return "\n".join(f"{one.autonym}: {text}" for one, text in value.items())
        return super().shown(name, value)

    def _stored(self, version: Version, name: str) -> Any:
        if name == "short_texts":
            rows = version.short_texts.select_related("language")
            return {row.language: row.text for row in rows}
        return super()._stored(version, name)

    def _twice(self) -> bool:
        """Whether a language is there twice; says so at the second one."""
        seen = set()
        for one in self.shorts:
            language = getattr(one, "cleaned_data", {}).get("language")
            if language in seen and not one.errors:
                one.add_error(
                    "language", _("There is already a short text in this language.")
                )
            if language:
                seen.add(language)
        return any(one.errors for one in self.shorts)

    def _shorts(self, known: Any) -> Iterator[ShortTextForm]:
        if self.is_bound:
            for number in range(_count(self.data)):
                yield ShortTextForm(self.data, prefix=f"x{number}", languages=known)
            return
        rows = self._stored(self.instance, "short_texts").items()
        for number, (language, text) in enumerate(rows):
            initial = {"language": language, "text": text}
            yield ShortTextForm(prefix=f"x{number}", initial=initial, languages=known)

    def _of(self, name: str) -> Version | Activity:
        return self.activity if name == HOURS else self.instance

    def _is_written(self, name: str) -> bool:
        return any(getattr(self._of(name), f"{name}_{code}") for code in LANGUAGES)

    def _add(self, name: str, code: str) -> None:
        column = f"{name}_{code}"
        field: Any = column_of(_model(name), column).formfield()
        shorten(field, column_of(_model(name), name))
        field.widget.attrs["lang"] = code
        field.required, field.label = False, OWN_NAMES[code]
        vars(field)["needed"] = name in ALWAYS
        self.fields[column] = field
        self.initial[column] = getattr(self._of(name), column)
        if column in self.instance.outdated_texts:
            holds = forms.BooleanField(
                label=_("The translation still holds"), required=False
            )
            self.fields[f"holds_{column}"] = holds

    def _drawn(
        self, name: str, code: str
    ) -> tuple[BoundField, TextState, BoundField | None]:
        column = f"{name}_{code}"
        holds = f"holds_{column}"
        state = (
            TextState.CURRENT if name == HOURS else state_of(self.instance, name, code)
        )
        if not getattr(self._of(name), column):
            state = TextState.MISSING
        return self[column], state, self[holds] if holds in self.fields else None


OWN_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def _model(name: str) -> type[Version | Activity]:
    return Activity if name == HOURS else Version


def _count(data: Any) -> int:
    typed = str(data.get("shorts", ""))
    return min(int(typed[:4]), MOST) if typed.isdecimal() else 0


def with_rows_changed(data: QueryDict) -> QueryDict:
    """The same data after a button of the step: `add-short`, `remove-short-0`."""
    changed = data.copy()
    verb, _short, number = (*data.get("do", "").split("-"), "", "")[:3]
    if verb == "add":
        changed["shorts"] = str(min(_count(data) + 1, MOST))
    if verb == "remove" and number.isdecimal() and len(number) < 4:
        for key in sorted(data):
            found = re.fullmatch(r"x(\d{1,4})(-.*)", key)
            if found and int(found[1]) >= int(number):
                values = changed.pop(key)
                if int(found[1]) > int(number):
                    changed.setlist(f"x{int(found[1]) - 1}{found[2]}", values)
        changed["shorts"] = str(max(_count(data) - 1, 0))
    return changed
