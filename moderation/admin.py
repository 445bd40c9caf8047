"""The reasons that moderators choose from."""

from events.admin import StaffAdmin, register
from moderation.models import ReasonTemplate


@register(ReasonTemplate)
class ReasonTemplateAdmin(StaffAdmin):
    fields = (
        "code",
        *("name_fi", "name_sv", "name_en"),
        *("text_fi", "text_sv", "text_en"),
        "order",
        "active",
    )
    list_display = ("code", "name_fi", "name_sv", "name_en", "active")
