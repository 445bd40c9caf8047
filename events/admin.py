"""The administrators' tables: they obey the rules of the site, and write the log."""

from functools import partial
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from events.models import Event

if TYPE_CHECKING:
    Rows = admin.ModelAdmin[Any]
else:
    Rows = admin.ModelAdmin


class Administration(admin.AdminSite):
    """Only tables of our own: what other packages register would go round the rules."""

    site_header = site_title = "Kotopolku"
    site_url = "/"

    @method_decorator((login_not_required, secure_admin_login))
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The site's own sign-in, with its second step."""
        return super().login(request, extra_context)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return redirect("account_change_password")


site = Administration(name="admin")
register = partial(admin.register, site=site)


class LoggedAdmin(Rows):
    """For administrators; each change is an event, and nothing is deleted."""

    actions = None
    deletable = False

    def allows(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_active and user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.allows(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allows(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allows(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allows(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletable and self.allows(request)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        super().save_model(request, obj, form, change)
        names = form.changed_data if change else form.cleaned_data
        before = {name: plain(form.initial.get(name)) for name in names}
        after = {name: plain(form.cleaned_data[name]) for name in names}
        by: Any = request.user
        Event.objects.record(
            "admin-change" if change else "admin-add",
            obj,
            by=by,
            before=before if change else {},
            after=after,
        )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        by: Any = request.user
        Event.objects.record("admin-delete", obj, by=by, before={"text": str(obj)})
        super().delete_model(request, obj)

    # Django's own log is not used: one log holds everything, and is never changed.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return None


class StaffAdmin(LoggedAdmin):
    """For moderators who keep words in order, too."""

    def allows(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_active and user.is_staff)


def plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
