from importlib import import_module

from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "freshness"

    def ready(self) -> None:
        import_module("freshness.own_data")
