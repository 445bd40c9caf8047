"""The addresses of a search, in the active language."""

from django.urls import reverse

from activities.models.choices import Kind
from search.selection import Selection


def results_path(selection: Selection) -> str:
    training = selection.kind == Kind.TRAINING
    return reverse("search:trainings" if training else "search:activities")


def results_url(selection: Selection) -> str:
    return results_path(selection) + selection.query_string


def facet_url(selection: Selection, parameter: str) -> str:
    """The page with all options of one parameter."""
    training = selection.kind == Kind.TRAINING
    name = "search:training_facet" if training else "search:facet"
    return reverse(name, args=[parameter]) + selection.on_page(1).query_string
