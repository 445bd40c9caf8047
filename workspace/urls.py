from django.urls import path, register_converter
from django.utils.translation import pgettext_lazy

from workspace import activity, copying, entry, home, urgent, versions
from workspace.steps import StepConverter

app_name = "workspace"
register_converter(StepConverter, "step")

urlpatterns = [
    path("", home.home, name="home"),
    path("<int:pk>/", activity.activity, name="activity"),
    path(pgettext_lazy("path", "new/"), entry.new, name="new"),
    path(pgettext_lazy("path", "<int:pk>/edit/<step:step>/"), entry.edit, name="edit"),
    path(pgettext_lazy("path", "<int:pk>/preview/"), entry.preview, name="preview"),
    path(
        pgettext_lazy("path", "<int:pk>/start-draft/"),
        entry.start_draft,
        name="start_draft",
    ),
    path(
        pgettext_lazy("path", "<int:pk>/take-back/"), entry.take_back, name="take_back"
    ),
    path(pgettext_lazy("path", "<int:pk>/submit/"), entry.submit, name="submit"),
    path(pgettext_lazy("path", "<int:pk>/history/"), activity.history, name="history"),
    path(
        pgettext_lazy("path", "<int:pk>/cancel-date/"),
        urgent.cancel_date,
        name="cancel_date",
    ),
    path(
        pgettext_lazy("path", "<int:pk>/restore-date/<int:number>/"),
        urgent.restore_date,
        name="restore_date",
    ),
    path(pgettext_lazy("path", "<int:pk>/full/"), urgent.full, name="full"),
    path(pgettext_lazy("path", "<int:pk>/not-full/"), urgent.not_full, name="not_full"),
    path(pgettext_lazy("path", "<int:pk>/break/"), urgent.set_break, name="set_break"),
    path(
        pgettext_lazy("path", "<int:pk>/break/over/"),
        urgent.end_break,
        name="end_break",
    ),
    path(pgettext_lazy("path", "<int:pk>/contacts/"), urgent.contacts, name="contacts"),
    path(pgettext_lazy("path", "<int:pk>/interval/"), urgent.interval, name="interval"),
    path(pgettext_lazy("path", "<int:pk>/confirm/"), urgent.confirm, name="confirm"),
    path(pgettext_lazy("path", "<int:pk>/withdraw/"), urgent.withdraw, name="withdraw"),
    path(
        pgettext_lazy("path", "<int:pk>/bring-back/"),
        urgent.bring_back,
        name="bring_back",
    ),
    path(
        pgettext_lazy("path", "<int:pk>/versions/"), versions.versions, name="versions"
    ),
    path(
        pgettext_lazy("path", "<int:pk>/versions/compare/"),
        versions.compare,
        name="compare",
    ),
    path(
        pgettext_lazy("path", "<int:pk>/versions/<int:number>/restore/"),
        versions.restore,
        name="restore",
    ),
    path(pgettext_lazy("path", "<int:pk>/copy/"), copying.copy, name="copy"),
    path(pgettext_lazy("path", "<int:pk>/discard/"), copying.discard, name="discard"),
]
