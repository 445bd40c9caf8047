from django.urls import path
from django.utils.translation import pgettext_lazy

from activities.models.choices import Kind
from search import home, landing, organisations, shortlist, suggestions, views

app_name = "search"
training = {"kind": Kind.TRAINING}

urlpatterns = [
    path("", home.home, name="home"),
    path(pgettext_lazy("path", "activities/"), views.activities, name="activities"),
    path(
        pgettext_lazy("path", "activities/filter/<slug:name>/"),
        views.facet,
        name="facet",
    ),
    path(
        pgettext_lazy("path", "trainings/"),
        views.activities,
        training,
        name="trainings",
    ),
    path(
        pgettext_lazy("path", "trainings/filter/<slug:name>/"),
        views.facet,
        training,
        name="training_facet",
    ),
    path(
        pgettext_lazy("path", "suggestions/<slug:field>/"),
        suggestions.suggestions,
        name="suggestions",
    ),
    path(pgettext_lazy("path", "shortlist/"), shortlist.shortlist, name="shortlist"),
    path(
        pgettext_lazy("path", "organisations/"),
        organisations.directory,
        name="organisations",
    ),
    path(
        pgettext_lazy("path", "organisations/<int:pk>-<slug:slug>/"),
        organisations.organisation,
        name="organisation",
    ),
    path(
        pgettext_lazy("path", "organisations/<int:pk>/"),
        organisations.organisation,
        name="organisation_by_number",
    ),
]

for name, index, page in (
    (
        "region",
        pgettext_lazy("path", "regions/"),
        pgettext_lazy("path", "regions/<slug:slug>/"),
    ),
    (
        "municipality",
        pgettext_lazy("path", "municipalities/"),
        pgettext_lazy("path", "municipalities/<slug:slug>/"),
    ),
    (
        "theme",
        pgettext_lazy("path", "themes/"),
        pgettext_lazy("path", "themes/<slug:slug>/"),
    ),
    (
        "target_group",
        pgettext_lazy("path", "target-groups/"),
        pgettext_lazy("path", "target-groups/<slug:slug>/"),
    ),
    (
        "language",
        pgettext_lazy("path", "languages/"),
        pgettext_lazy("path", "languages/<slug:slug>/"),
    ),
):
    section = {"section": landing.SECTIONS[name]}
    plural = landing.SECTIONS[name].plural
    urlpatterns += [
        path(index, landing.index, section, name=plural),
        path(page, landing.landing, section, name=name),
    ]
