from importlib import import_module

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"

    def ready(self) -> None:
        import_module("regions.own_data")
