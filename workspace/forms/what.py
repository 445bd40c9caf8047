"""What people do there: texts, themes, and a picture."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from activities.images import redrawn
from activities.models import Version
from activities.translated import LANGUAGES
from workspace.forms.base import Group, StepForm

TEXTS = ("title", "summary", "description", "plain")


class WhatForm(StepForm):
    texts = {
        "title": _(
            "Say in the name what people do. "
            "For example: Finnish language café for beginners"
        ),
        "summary": _(
            "One or two sentences. For example: We drink coffee and speak easy "
            "Finnish. Come alone or with a friend."
        ),
        "description": _(
            "Say how it starts, what you do and who leads it. Write short sentences."
        ),
        "plain": _(
            "This is for readers who know only a little of the language. For example: "
            "The group meets every Monday. It costs nothing. Come along."
        ),
        "image_alt": _(
            "Not everyone can see it. For example: Four women laugh at a kitchen table."
        ),
    }
    groups = (
        Group("", (*TEXTS, "small_change")),
        Group("", ("themes", "formats")),
        Group(
            _("Picture"),
            ("image", "no_image", "image_alt", "image_permission"),
            hint=_("A picture of people doing things says more than a logo."),
        ),
    )
    template = "workspace/entry/what.html"
    needed = ("title", "summary", "image_alt")

    image = forms.FileField(
        label=_("Choose a picture"),
        help_text=_("JPEG, PNG or WebP, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    no_image = forms.BooleanField(label=_("Remove the picture"))
    small_change = forms.BooleanField(
        label=_("This was a small change: the translations still hold")
    )
    outdated = forms.CharField(widget=forms.HiddenInput)

    class Meta(StepForm.Meta):
        fields = ("themes", "formats", "image_permission")
        labels = {"themes": _("Theme"), "formats": _("Type of activity")}
        help_texts = {
            "themes": _("What is it about? Choose one to three."),
            "formats": _("How do people take part?"),
        }
        widgets = {
            "themes": forms.CheckboxSelectMultiple,
            "formats": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("themes", "formats"):
            field: Any = self.fields[name]
            field.queryset = field.queryset.active()
        self.initial["outdated"] = " ".join(self.instance.outdated_texts)
        if not self.instance.image:
            del self.fields["no_image"]
        if not any(self._translations()):
            del self.fields["small_change"]

    @property
    def picture(self) -> Any:
        return self.instance.image

    def clean_image(self) -> ContentFile[bytes] | None:
        upload = self.cleaned_data.get("image")
        try:
            return redrawn(upload) if upload else None
        except ValidationError as refused:
            self.add_error("image", refused)
            return None

    def clean(self) -> None:
        if self.cleaned_data.get("no_image") and not self.cleaned_data.get("image"):
            self.cleaned_data["image"] = ""

    def typed(self) -> dict[str, Any]:
        values = super().typed()
        if values.get("image") is None:
            values.pop("image", None)
        if self.cleaned_data.get("no_image"):
            values.setdefault("image", "")
        return values

    @property
    def still_hold(self) -> list[str]:
        """Translations that a small change leaves right, however often it was saved."""
        if "small_change" in self.errors or not self.cleaned_data.get("small_change"):
            return []
        before = str(self.cleaned_data.get("outdated", "")).split()
        columns = [f"{name}_{code}" for name in TEXTS for code in LANGUAGES]
        return [name for name in columns if name not in before]

    def shown(self, name: str, value: Any) -> str:
        if name == "image":
            return str(_("A picture") if value else _("No picture"))
        return super().shown(name, value)

    def _translations(self) -> list[str]:
        version: Version = self.instance
        others = [code for code in LANGUAGES if code != self.source]
        return [getattr(version, f"{name}_{code}") for name in TEXTS for code in others]
