"""Terms are changed and retired here. They are never deleted: entries use them."""

from typing import Any

from django.http import HttpRequest

from activities.models import (
    Format,
    KinWords,
    Language,
    TargetGroup,
    TermWord,
    Theme,
)
from events.admin import StaffAdmin, register

NAMES = ("name_fi", "name_sv", "name_en")
DESCRIPTIONS = ("description_fi", "description_sv", "description_en")
LIFE = ("order", "active", "replaced_by")


class NamedAdmin(StaffAdmin):
    """Its code never changes; a new name keeps the old address working."""

    list_display: tuple[str, ...] = ("code", *NAMES, "active")
    list_filter = ("active",)
    search_fields = ("code", *NAMES)
    ordering = ("order", "code")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> tuple[str, ...]:
        return ("code",) if obj else ()


@register(Theme, TargetGroup, Format)
class TermAdmin(NamedAdmin):
    fields = ("code", *NAMES, *DESCRIPTIONS, *LIFE)


@register(Language)
class LanguageAdmin(NamedAdmin):
    fields = ("code", "autonym", *NAMES, "direction", "kind", *LIFE)
    list_display = ("code", "autonym", *NAMES, "active")


@register(TermWord)
class TermWordAdmin(StaffAdmin):
    """People search by these words; they are never shown."""

    deletable = True
    fields = ("word", "language_code", "relation", "theme", "target_group", "format")
    list_display = ("word", "language_code", "relation", "theme", "target_group")
    list_filter = ("language_code", "relation")
    list_select_related = ("theme", "target_group", "format")
    search_fields = ("word",)


@register(KinWords)
class KinWordsAdmin(StaffAdmin):
    """Whoever types one of the words finds what has another of its line."""

    deletable = True
    fields = ("words",)
    list_display = ("words",)
    search_fields = ("words",)
