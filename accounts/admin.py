"""Users: who may sign in, and who keeps the terms. Nobody's address or password."""

from typing import Any

from django.http import HttpRequest

from accounts.confirmed import require_confirmed
from accounts.models import User
from events.admin import LoggedAdmin, register


@register(User)
class UserAdmin(LoggedAdmin):
    fields = ("name", "email", "language", "joined_at", "is_active", "is_staff")
    readonly_fields = ("name", "email", "language", "joined_at")
    list_display = ("name", "email", "is_active", "is_staff", "is_superuser")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("name", "email")
    ordering = ("name", "pk")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators are changed by `manage.py` alone, themselves included."""
        changeable = obj is None or not obj.is_superuser
        return changeable and super().has_change_permission(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Deciding who is on the staff takes saying once more who one is."""
        require_confirmed(request)
        super().save_model(request, obj, form, change)
