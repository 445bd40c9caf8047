"""Names from memory where there is an index, and never old ones."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from accounts.models import User
from activities import documents
from activities.models import TermWord, Theme
from organisations.models import Organisation
from regions.models import Municipality
from regions.name_forms import refresh_name_forms
from search import names
from search.facets import Label, labels
from search.filters import ActivityFilterSet
from tests import factories
from tests.search.asking import statements

pytestmark = pytest.mark.django_db
ASKED = "municipality=049&region=01&language=ar&theme=sport&organisation={}&near=091"


@pytest.fixture(autouse=True)
def _terms(kotikulma: Organisation) -> None:
    factories.town("049")
    factories.language("ar")
    factories.theme("sport", name_fi="Liikunta", name_sv="Motion", name_en="Sport")
    refresh_name_forms()


@pytest.fixture
def index() -> None:
    documents.rebuild()
    names.current()


def read_and_draw(organisation: Organisation) -> None:
    data = QueryDict(ASKED.format(organisation.pk))
    selection = ActivityFilterSet(data).selection
    assert not selection.ignored
    for parameter, value in selection.pairs():
        assert labels(parameter, [value])
    assert names.current().recognise("Espoossa")
    assert names.current().nearest("049", 1)


@pytest.mark.usefixtures("index")
def test_reading_and_drawing_a_request_asks_nothing(kotikulma: Organisation) -> None:
    assert not statements(lambda: read_and_draw(kotikulma))


def test_without_an_index_each_answer_is_new(kotikulma: Organisation) -> None:
    few = statements(lambda: read_and_draw(kotikulma))
    for number in range(10):
        factories.theme(f"theme-{number}")
        factories.organisation(f"Seura {number} ry")
    many = statements(lambda: read_and_draw(kotikulma))

    assert 0 < len(many) == len(few) <= 15
    assert "theme-9" in names.current().of("theme")


@pytest.mark.usefixtures("index")
def test_entries_come_and_go_without_names_being_read_again(root: User) -> None:
    entry = factories.activity()
    before = names.current()

    entry.withdraw(root)

    assert names.current() is before


@pytest.mark.usefixtures("index")
def test_new_name_is_there_at_once() -> None:
    theme = Theme.objects.get(code="sport")
    theme.name_fi = "Liikkuminen"
    theme.save()

    assert labels("theme", ["sport"]) == {"sport": Label("Liikkuminen")}


@pytest.mark.usefixtures("index")
def test_new_term_place_and_word_are_there_at_once() -> None:
    dance = factories.theme("dance")
    factories.town("205")
    TermWord.objects.create(
        theme=dance, word="tanhu", language_code="fi", relation="synonym"
    )

    assert "205" in names.current().of("municipality")
    assert "18" in names.current().of("region")
    assert ("theme", "dance", "tanhu") in names.current().synonyms


@pytest.mark.usefixtures("index")
def test_organisation_is_known_while_it_is_approved(root: User) -> None:
    new = factories.organisation("Uusi ry", state="pending")
    assert str(new.pk) not in names.current().of("organisation")

    new.approve(root)
    assert str(names.current().of("organisation")[str(new.pk)]) == "Uusi ry"

    new.suspend(root, "Syy.")
    assert str(new.pk) not in names.current().of("organisation")


@pytest.mark.usefixtures("index")
def test_another_epoch_is_read_anew() -> None:
    before = names.current()
    documents.rebuild()

    assert names.current() is not before


@pytest.mark.parametrize("indexed", [True, False])
def test_successors_are_followed(indexed: bool) -> None:
    now = factories.theme("exercise")
    Theme.objects.filter(code="sport").update(active=False, replaced_by=now)
    factories.theme("games", active=False, replaced_by=Theme.objects.get(code="sport"))
    if indexed:
        documents.rebuild()

    found = names.current().now("theme", "games")

    assert found
    assert found.code == "exercise"
    assert names.current().now("theme", "nothing") is None


def test_circle_of_successors_ends() -> None:
    one = factories.theme("one", active=False)
    two = factories.theme("two", active=False, replaced_by=one)
    Theme.objects.filter(pk=one.pk).update(replaced_by=two)

    found = names.current().now("theme", "one")

    assert found
    assert found.code == "two"


def test_nearest_are_in_order_and_in_use() -> None:
    for code in ("091", "092", "837", "205"):
        factories.town(code)
    Municipality.objects.filter(code="837").update(active=False)

    near = names.current().nearest("049", 3)

    assert [place.code for place, _kilometres in near] == ["091", "092", "205"]
    helsinki, vantaa, _kajaani = (round(distance) for _place, distance in near)
    assert (helsinki, vantaa) == (16, 23)


@pytest.mark.parametrize(
    ("language", "name"), [("fi", "Kotikulma ry"), ("sv", "Hemknuten rf"), ("en", "")]
)
def test_names_are_in_the_active_language_or_the_next(
    kotikulma: Organisation, language: str, name: str
) -> None:
    kotikulma.name_sv = "Hemknuten rf"
    kotikulma.save()

    with override(language):
        said = labels("organisation", [str(kotikulma.pk)])[str(kotikulma.pk)]

    assert said.text == (name or "Kotikulma ry")


def test_language_is_named_in_itself() -> None:
    assert labels("language", ["ar"]) == {"ar": Label("العربية", "ar", "rtl")}


def test_unknown_values_have_no_name() -> None:
    assert labels("organisation", ["999", "x"]) == {}
