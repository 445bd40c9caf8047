"""What an entry must say before a moderator reads it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from activities.models import Version


def missing(version: "Version") -> dict[str, str]:
    """Messages by field for what still has to be written; empty when complete."""
    gaps = {
        "title": _("Write the name and a short text in at least one language."),
        "themes": _("Choose at least one."),
        "formats": _("Choose at least one."),
        "languages": _("Choose at least one."),
        "municipalities": _("Choose the municipality, all of Finland, or online."),
        "welcome": _("Say who can come."),
        "target_groups": _("Choose the target groups, or say that all can come."),
        "schedules": _("Say when it meets. “By agreement” is fine too."),
        "image_alt": _("Say what the picture shows. Not everyone can see it."),
        "image_permission": _("Say that we may use the picture, or remove it."),
    }
    present = {
        "title": has_text(version),
        "themes": version.themes.exists(),
        "formats": version.formats.exists(),
        "languages": version.languages.exists(),
        "municipalities": (
            version.nationwide or version.online or version.municipalities.exists()
        ),
        "welcome": bool(version.welcome),
        "target_groups": (
            version.welcome not in ("first", "only") or version.target_groups.exists()
        ),
        "schedules": says_when(version),
        "image_alt": not version.image or describes_image(version),
        "image_permission": not version.image or version.image_permission,
    }
    return {name: text for name, text in gaps.items() if not present[name]}


def has_text(version: "Version") -> bool:
    return any(
        getattr(version, f"title_{code}") and getattr(version, f"summary_{code}")
        for code in ("fi", "sv", "en")
    )


def says_when(version: "Version") -> bool:
    """Whether there is a schedule, and none that only lacks its times."""
    schedules = version.schedules.all()
    return schedules.exists() and not schedules.without_times().exists()


def describes_image(version: "Version") -> bool:
    return bool(getattr(version, f"image_alt_{version.source_language}"))
