"""Whom one complains to and who approves entries: data, because authorities change."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

# An administrator can have a file of their own: AUTHORITIES_FILE.
OURS = Path(__file__).parent / "data" / "authorities.json"
LANGUAGES = {"fi", "sv", "en"}
IN_LANGUAGES = ("text", "name", "unit", "website")


class Supervisor(NamedTuple):
    """Whom to complain to, in the language of the page.

    `text` is the whole sentence that says so; `unit` may be empty.
    """

    text: str
    name: str
    unit: str
    website: str
    email: str
    phone: str


def authorities(path: Path) -> dict[str, dict[str, Any]]:
    """What a file like portal/data/authorities.json says.

    Raises ImproperlyConfigured when the file cannot be read, or when an authority
    lacks a value or a language.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        complete = all(
            found[one].keys() == set(Supervisor._fields)
            and all(found[one][field].keys() == LANGUAGES for field in IN_LANGUAGES)
            for one in ("accessibility", "privacy")
        ) and all(names.keys() == LANGUAGES for names in found["moderating"].values())
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        complete = False
    if not complete:
        raise ImproperlyConfigured(
            f"AUTHORITIES_FILE must be a file like portal/data/authorities.json, "
            f"with all its values in three languages: {path}."
        )
    return dict(found)


def supervisor(of: str) -> Supervisor:
    """Of "accessibility" or "privacy", in the active language."""
    kept, language = settings.AUTHORITIES[of], get_language()
    return Supervisor(**kept | {field: kept[field][language] for field in IN_LANGUAGES})


def moderating() -> str:
    """The authority of the division in force, as a word inside a sentence."""
    names: dict[str, str] = settings.AUTHORITIES["moderating"][
        settings.MODERATION_DIVISION
    ]
    return names[get_language() or settings.LANGUAGE_CODE]
