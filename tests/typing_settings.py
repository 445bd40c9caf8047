"""The settings as mypy reads them: managers stay the classes that the code names.

modeltranslation moves each manager into a class that it makes when it runs. No type
can be found for that, and mypy would no longer know the words of our QuerySets.
"""

from portal.settings import *  # noqa: F403

# isort: split
from modeltranslation import translator


def keep(manager: object) -> None:
    """Instead of the new class."""


translator.patch_manager_class = keep
