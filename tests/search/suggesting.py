"""Asking for suggestions, and names to suggest."""

from django.urls import reverse
from django.utils.translation import override

from activities.models import Language
from tests import factories
from tests.guards import GuardedClient
from tests.search.reading import Element, Reading

CAFE = ("Kielikahvila", "Språkcafé", "Language café")


def make_names() -> None:
    factories.format_of("language-cafe", **in_each(*CAFE))
    factories.theme("sport", **in_each("Liikunta", "Motion", "Sport"))
    factories.target_group("parents", **in_each("Äidit", "Mammor", "Mothers"))
    for code in ("049", "091", "205"):
        factories.town(code)
    arabic = factories.language("ar")
    Language.objects.filter(pk=arabic.pk).update(**in_each("arabia", "arabiska", "A"))


def in_each(fi: str, sv: str, en: str) -> dict[str, str]:
    return {"name_fi": fi, "name_sv": sv, "name_en": en}


def url(field: str, language: str = "fi") -> str:
    with override(language):
        return reverse("search:suggestions", args=[field])


def options(field: str, text: str, tongue: str = "fi", **others: str) -> list[Element]:
    data = {"text": text, **others}
    answer = GuardedClient().get(url(field, tongue), data)
    assert answer.status_code == 200
    return Reading(answer.content.decode()).all("li", role="option")


def suggested(field: str, text: str, language: str = "fi") -> list[str]:
    """What each option puts into the field."""
    return [option["data-text"] for option in options(field, text, language)]


def queries(field: str, text: str, language: str = "fi") -> list[str]:
    return [option["data-query"] for option in options(field, text, language)]
