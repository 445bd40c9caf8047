from django.urls import path
from django.utils.translation import pgettext_lazy

from moderation.views import (
    activity,
    entries,
    join_request,
    log,
    organisation,
    people,
    queue,
    report,
    version,
)

app_name = "moderation"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path(pgettext_lazy("path", "versions/<int:pk>/"), version.version, name="version"),
    path(
        pgettext_lazy("path", "organisations/<int:pk>/"),
        organisation.organisation,
        name="organisation",
    ),
    path(
        pgettext_lazy("path", "join-requests/<int:pk>/"),
        join_request.join_request,
        name="join_request",
    ),
    path(pgettext_lazy("path", "entries/"), entries.entries, name="entries"),
    path(
        pgettext_lazy("path", "entries/<int:pk>/"), activity.activity, name="activity"
    ),
    path(
        pgettext_lazy("path", "entries/<int:pk>/take-down/"),
        activity.take_down,
        name="take_down",
    ),
    path(
        pgettext_lazy("path", "entries/<int:pk>/put-back/"),
        activity.put_back,
        name="put_back",
    ),
    path(
        pgettext_lazy("path", "entries/<int:pk>/follow/"),
        activity.follow,
        name="follow",
    ),
    path(
        pgettext_lazy("path", "review/<slug:kind>/<int:pk>/start/"),
        queue.take,
        name="take",
    ),
    path(
        pgettext_lazy("path", "review/<slug:kind>/<int:pk>/release/"),
        queue.release,
        name="release",
    ),
    path(pgettext_lazy("path", "reports/<int:pk>/"), report.report, name="report"),
    path(pgettext_lazy("path", "log/"), log.log, name="log"),
    path(pgettext_lazy("path", "moderators/"), people.people, name="people"),
    path(pgettext_lazy("path", "moderators/<int:pk>/"), people.person, name="person"),
    path(
        pgettext_lazy("path", "moderators/withdraw/<int:pk>/"),
        people.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        pgettext_lazy("path", "invitation/<str:token>/"),
        people.invitation,
        name="invitation",
    ),
    path(pgettext_lazy("path", "absence/"), people.absence, name="absence"),
    path(
        pgettext_lazy("path", "absence/<int:pk>/remove/"),
        people.remove_absence,
        name="remove_absence",
    ),
]
