"""Names of places and areas; the authorities' codes and borders come from the data."""

from typing import Any

from django.http import HttpRequest

from events.admin import LoggedAdmin, register
from regions.models import ModerationArea, Municipality

NAMES = ("name_fi", "name_sv", "name_en")


class PlaceAdmin(LoggedAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@register(ModerationArea)
class ModerationAreaAdmin(PlaceAdmin):
    fields = ("division", "code", *NAMES, "active")
    readonly_fields = ("division", "code")
    list_display = ("division", "code", *NAMES, "active")
    list_filter = ("division", "active")


@register(Municipality)
class MunicipalityAdmin(PlaceAdmin):
    fields = ("code", *NAMES, "other_names")
    readonly_fields = ("code",)
    list_display = ("code", *NAMES, "region", "active")
    list_select_related = ("region",)
    list_filter = ("active", "region")
    search_fields = ("code", *NAMES)
