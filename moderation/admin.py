"""The reasons that moderators choose from."""

from django.contrib import admin

from events.admin import StaffAdmin
from moderation.models import ReasonTemplate


@admin.register(ReasonTemplate)
class ReasonTemplateAdmin(StaffAdmin):
    fields = (
        "code",
        *("name_fi", "name_sv", "name_en"),
        *("text_fi", "text_sv", "text_en"),
        "order",
        "active",
    )
    list_display = ("code", "name_fi", "name_sv", "name_en", "active")
