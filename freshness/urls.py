from django.urls import path
from django.utils.translation import pgettext_lazy

from freshness import views

app_name = "freshness"

urlpatterns = [
    path(
        pgettext_lazy("path", "reminders/<str:token>/"),
        views.reminders,
        name="reminders",
    ),
    path("<str:token>/", views.confirm, name="confirm"),
]
