from django.urls import path
from django.utils.translation import pgettext_lazy

from activities import views
from activities.models.choices import Kind

app_name = "activities"
training = {"kind": Kind.TRAINING}

urlpatterns = [
    path(
        pgettext_lazy("path", "activities/<int:pk>-<slug:slug>/"),
        views.detail,
        name="detail",
    ),
    path(pgettext_lazy("path", "activities/<int:pk>/"), views.detail, name="by_number"),
    path(
        pgettext_lazy("path", "activities/<int:pk>/calendar.ics"),
        views.calendar,
        name="calendar",
    ),
    path(
        pgettext_lazy("path", "trainings/<int:pk>-<slug:slug>/"),
        views.detail,
        training,
        name="training",
    ),
    path(
        pgettext_lazy("path", "trainings/<int:pk>/"),
        views.detail,
        training,
        name="training_by_number",
    ),
    path(
        pgettext_lazy("path", "trainings/<int:pk>/calendar.ics"),
        views.calendar,
        training,
        name="training_calendar",
    ),
]
