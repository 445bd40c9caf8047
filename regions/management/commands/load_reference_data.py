from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.module_loading import module_has_submodule


class Command(BaseCommand):
    """Calls `load(report)` in the module `reference` of each app that has one.

    The apps come in the order of INSTALLED_APPS, all in one transaction: stopped at any
    moment it leaves everything as it was, and run again it changes nothing.
    """

    help = "Load or update places, terms and languages from the data files."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for app in apps.get_app_configs():
            if app.module and module_has_submodule(app.module, "reference"):
                import_module(f"{app.name}.reference").load(self.stdout.write)
