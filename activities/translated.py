"""The state of each translation: missing, current, or older than its source."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from activities.models import Version

LANGUAGES = ("fi", "sv", "en")
FIELDS = (
    "title",
    "summary",
    "description",
    "plain",
    "eligibility_note",
    "venue",
    "directions",
    "price_note",
    "registration_note",
    "image_alt",
)


class TextState(models.TextChoices):
    MISSING = "missing", _("Missing")
    CURRENT = "current", _("Up to date")
    OUTDATED = "outdated", _("Check: the original text has changed")


def state_of(version: "Version", field: str, language: str) -> TextState:
    column = f"{field}_{language}"
    if not getattr(version, column):
        return TextState.MISSING
    outdated = column in version.outdated_texts
    return TextState.OUTDATED if outdated else TextState.CURRENT


def outdated_after(
    version: "Version", changes: Mapping[str, Any], *, small: bool = False
) -> list[str]:
    """The outdated columns once these columns have their new values.

    A text in the source language that changes makes its translations outdated, save
    those that change with it; an editor may say that it was a small change.
    """
    changed = {
        name for name, value in changes.items() if value != getattr(version, name)
    }
    outdated = set(version.outdated_texts) - changed
    for field in FIELDS:
        source = f"{field}_{version.source_language}"
        if source in changed and not small:
            columns = {f"{field}_{language}" for language in LANGUAGES}
            outdated |= {name for name in columns - changed if getattr(version, name)}
    return sorted(outdated)
