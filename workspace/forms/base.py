"""What the steps have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, cast

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from activities.models import Activity, Version
from workspace.forms.merging import write_base

NOT_STATED = _("Not stated")


class Problem(NamedTuple):
    """A line of the error summary: what to do, and the field it leads to."""

    message: str
    anchor: str


@dataclass(frozen=True)
class Group:
    """Fields under one question; `folded` ones open when asked for."""

    title: StrOrPromise
    names: tuple[str, ...]
    hint: StrOrPromise = ""
    folded: bool = False
    css: str = ""
    # The class that hides the group until another choice makes it needed.
    when: str = ""


def formfield(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    return field.formfield(**options)


def column_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    return cast("models.Field[Any, Any]", model._meta.get_field(name))


def shorten(field: Any, column: Any) -> None:
    """Give a text as many lines as people write in it."""
    if isinstance(column, models.TextField):
        field.widget.attrs["rows"] = 6
    elif (column.max_length or 0) >= 200:
        field.widget = forms.Textarea(attrs={"rows": 2})


class StepForm(forms.ModelForm[Version]):
    """Fields of a version, or of its activity where `of_activity` names them.

    Nothing is required: a draft may be incomplete. Texts stand in the language that
    the entry is written in first: `texts` become title_fi, title_sv or title_en.
    """

    texts: ClassVar[dict[str, StrOrPromise]] = {}
    of_activity: tuple[str, ...] = ()
    groups: ClassVar[tuple[Group, ...]] = ()
    template: ClassVar[str] = "workspace/entry/fields.html"
    # What is saved as a whole, without a field of its own.
    heading: ClassVar[StrOrPromise] = ""
    # Asked for before an entry is sent, so not "optional".
    needed: ClassVar[tuple[str, ...]] = ()

    class Meta:
        model = Version
        fields: tuple[str, ...] = ()
        formfield_callback = formfield

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        self.activity = activity
        super().__init__(*args, **options)
        self.source = self.instance.source_language
        for name in self.texts:
            self._add_text(name)
        for name, field in self.fields.items():
            field.required = False
            # Asked for by templates/django/forms/field.html.
            vars(field)["needed"] = name.rpartition("_")[0] in self.needed
            one_of = isinstance(field, forms.TypedChoiceField)
            if one_of and name not in self.of_activity:
                self._say_not_stated(name)

    def stored(self, version: Version) -> dict[str, Any]:
        """What is saved of the fields of this step, by name."""
        return {name: self._stored(version, name) for name in self.names()}

    def typed(self) -> dict[str, Any]:
        """What was sent and is in order, by name."""
        if not self.is_bound:
            return {}
        return {
            name: self.cleaned_data[name]
            for name in self.names()
            if name not in self.errors and self._is_typed(name)
        }

    def names(self) -> list[str]:
        """The fields that are saved as they are."""
        return [name for name in self.fields if self._is_column(name)]

    def base(self, version: Version) -> str:
        return write_base(self.stored(version))

    def drawn(self) -> Iterator[tuple[Group, list[BoundField]]]:
        for group in self.groups:
            fields = [self[self.full(name)] for name in group.names if self.has(name)]
            if fields:
                yield group, fields

    def problems(self) -> Iterator[Problem]:
        for name, errors in self.errors.items():
            label = f"{self.fields[name].label}: " if name in self.fields else ""
            anchor = self[name].auto_id if name in self.fields else ""
            for message in errors:
                yield Problem(f"{label}{message}", anchor)

    def shown(self, name: str, value: Any) -> str:
        """A value in words, for the page that shows two of them."""
        field = self.fields[name]
        if isinstance(value, bool):
            return str(_("Yes") if value else _("No"))
        if isinstance(value, models.QuerySet | list | tuple):
            return ", ".join(str(one) for one in value)
        choices = dict(getattr(field, "choices", ()))
        return str(choices.get(value, field.prepare_value(value) or ""))

    def label_of(self, name: str) -> str:
        field = self.fields.get(name)
        return str(field.label if field else self.heading)

    @property
    def still_hold(self) -> list[str]:
        """Translations that stay right although their source has changed."""
        return []

    def full(self, name: str) -> str:
        return f"{name}_{self.source}" if name in self.texts else name

    def has(self, name: str) -> bool:
        return self.full(name) in self.fields

    def _is_column(self, name: str) -> bool:
        return name in self.of_activity or hasattr(Version, name)

    def _stored(self, version: Version, name: str) -> Any:
        if name in self.of_activity:
            return getattr(version.activity, name)
        field = Version._meta.get_field(name)
        value = getattr(version, name)
        return list(value.all()) if field.many_to_many else value

    def _is_typed(self, name: str) -> bool:
        if name not in self.cleaned_data:
            return False
        widget, prefixed = self.fields[name].widget, self.add_prefix(name)
        return not widget.value_omitted_from_data(self.data, self.files, prefixed)

    def _add_text(self, name: str) -> None:
        original = column_of(Version, name)
        column = column_of(Version, self.full(name))
        field = column.formfield()
        if field is None:
            raise TypeError(name)
        field.label, field.help_text = original.verbose_name, self.texts[name]
        shorten(field, original)
        field.widget.attrs["lang"] = self.source
        self.fields[self.full(name)] = field
        self.initial.setdefault(column.name, getattr(self.instance, column.name))

    def _say_not_stated(self, name: str) -> None:
        field: Any = self.fields[name]
        choices = [(value, text) for value, text in field.choices if value != ""]
        field.choices = [("", NOT_STATED), *choices]
