"""A view that does nothing: what gunicorn and Django alone can do on this machine."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello, world!")


urlpatterns = [path("hello/", hello)]
