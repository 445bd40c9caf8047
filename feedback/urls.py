from django.urls import path
from django.utils.translation import pgettext_lazy

from feedback import views

app_name = "feedback"

urlpatterns = [
    path(pgettext_lazy("path", "missed/"), views.missed, name="missed"),
    path(pgettext_lazy("path", "missed/thank-you/"), views.told, name="told"),
    path(pgettext_lazy("path", "mistake/<int:pk>/"), views.report, name="report"),
    path(
        pgettext_lazy("path", "mistake/<int:pk>/thank-you/"),
        views.reported,
        name="reported",
    ),
    path(pgettext_lazy("path", "reports/<int:pk>/"), views.answer, name="answer"),
]
