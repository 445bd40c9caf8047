"""Only the number decides; every other way to an entry leads to its one address."""

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertRedirects

from activities.models import Activity
from tests import factories
from tests.guards import count_queries, same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Activity:
    return factories.activity("Kielikahvila", title_sv="Språkcafé", title_en="Café")


@pytest.fixture
def training() -> Activity:
    return factories.activity("Selkokoulutus", kind="training")


PATHS = {
    "fi": "/fi/toiminta/{pk}-kielikahvila/",
    "sv": "/sv/verksamhet/{pk}-sprakcafe/",
    "en": "/en/activities/{pk}-cafe/",
}


@pytest.mark.parametrize("language", PATHS)
def test_the_slug_is_that_of_the_title(entry: Activity, language: str) -> None:
    with override(language):
        assert entry.get_absolute_url() == PATHS[language].format(pk=entry.pk)


@pytest.mark.parametrize(
    "path",
    [
        "/fi/toiminta/{pk}/",
        "/fi/toiminta/{pk}-vanha-nimi/",
        "/fi/toiminta/{pk}-sprakcafe/",
        "/fi/toiminta/{pk}--/",
        "/fi/toiminta/{pk}-kielikahvila",
        "/fi/toiminta/0{pk}-kielikahvila/",
    ],
)
def test_another_slug_redirects(client: Client, entry: Activity, path: str) -> None:
    response = client.get(path.format(pk=entry.pk), follow=True)

    assertRedirects(
        response,
        PATHS["fi"].format(pk=entry.pk),
        status_code=response.redirect_chain[0][1],
    )


@pytest.mark.parametrize("language", PATHS)
def test_leads_to_the_other_languages(
    client: Client, entry: Activity, language: str
) -> None:
    response = client.get(PATHS[language].format(pk=entry.pk))

    own = PATHS[language].format(pk=entry.pk)
    assertContains(
        response, f'<link rel="canonical" href="http://localhost:8000{own}">'
    )
    for code, path in PATHS.items():
        href = f"http://localhost:8000{path.format(pk=entry.pk)}"
        assertContains(
            response, f'<link rel="alternate" hreflang="{code}" href="{href}">'
        )


def test_a_training_has_its_own_path(client: Client, training: Activity) -> None:
    paths = {
        "fi": f"/fi/koulutukset/{training.pk}-selkokoulutus/",
        "sv": f"/sv/utbildningar/{training.pk}-selkokoulutus/",
        "en": f"/en/trainings/{training.pk}-selkokoulutus/",
    }
    for language, path in paths.items():
        with override(language):
            assert training.get_absolute_url() == path
        response = client.get(path)
        assert response.status_code == 200
        for other in paths.values():
            assertContains(response, f'href="http://localhost:8000{other}"')


@pytest.mark.parametrize("rest", ["-selkokoulutus/", "/", "/kalenteri.ics"])
def test_a_training_is_no_activity(
    client: Client, training: Activity, rest: str
) -> None:
    assert client.get(f"/fi/toiminta/{training.pk}{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["-kielikahvila/", "/", "/kalenteri.ics"])
def test_an_activity_is_no_training(client: Client, entry: Activity, rest: str) -> None:
    assert client.get(f"/fi/koulutukset/{entry.pk}{rest}").status_code == 404


@pytest.mark.parametrize(
    "number", ["0", "9223372036854775807", "9223372036854775808", "9" * 300]
)
@pytest.mark.parametrize("rest", ["-kielikahvila/", "/", "/kalenteri.ics"])
def test_a_number_that_nothing_has(
    client: Client, entry: Activity, number: str, rest: str
) -> None:
    assert client.get(f"/fi/toiminta/{number}{rest}").status_code == 404


@pytest.mark.parametrize("number", ["-1", "1.5", "abc", "١", "1%00", "½"])
def test_what_is_no_number(client: Client, entry: Activity, number: str) -> None:
    assert client.get(f"/fi/toiminta/{number}-kielikahvila/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("rest", ["-kielikahvila/", "/kalenteri.ics"])
def test_wrong_method(client: Client, entry: Activity, method: str, rest: str) -> None:
    response = getattr(client, method)(f"/fi/toiminta/{entry.pk}{rest}")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_head_works_like_get(client: Client, entry: Activity) -> None:
    response = client.head(PATHS["fi"].format(pk=entry.pk))

    assert (response.status_code, response.content) == (200, b"")


def test_a_title_without_latin_letters(client: Client) -> None:
    entry = factories.activity("مقهى اللغة")

    url = entry.get_absolute_url()
    assert url == f"/fi/toiminta/{entry.pk}-fi/"
    assert client.get(url).status_code == 200


def test_a_very_long_title(client: Client) -> None:
    entry = factories.activity("sana " * 24)

    assert entry.slug == "-".join(["sana"] * 16)
    assert client.get(entry.get_absolute_url()).status_code == 200


def test_the_crumbs_lead_back_by_place(client: Client, entry: Activity) -> None:
    response = client.get(PATHS["sv"].format(pk=entry.pk))

    for path in (
        "/sv/verksamhet/",
        "/sv/landskap/nyland/",
        "/sv/kommuner/helsingfors/",
    ):
        assertContains(response, f'<a href="{path}"')


@pytest.mark.parametrize("towns", [[], ["049", "091"]])
def test_no_place_in_the_crumbs_unless_it_is_one(
    client: Client, towns: list[str]
) -> None:
    entry = factories.activity(terms={"municipalities": towns}, nationwide=True)
    crumbs = client.get(entry.get_absolute_url()).context["crumbs"]

    assert [path for path, _label in crumbs] == ["/fi/toiminta/"]


def test_a_training_leads_back_to_trainings(client: Client, training: Activity) -> None:
    crumbs = client.get(training.get_absolute_url()).context["crumbs"]

    assert crumbs[0][0] == "/fi/koulutukset/"


def test_the_page_needs_no_more_queries_for_more_similar_ones(
    client: Client, entry: Activity
) -> None:
    url = PATHS["fi"].format(pk=entry.pk)

    def add(count: int) -> None:
        for _number in range(count):
            factories.activity("Samanlainen", terms={"languages": ["fi", "ar"]})

    same_queries(lambda: client.get(url), add)


def test_the_page_needs_no_more_queries_for_a_richer_entry(client: Client) -> None:
    plain = factories.activity("Niukka")
    rich = factories.activity(
        "Runsas",
        terms={
            "themes": ["finnish", "sport", "music"],
            "target_groups": ["women", "young"],
            "languages": ["fi", "ar", "so"],
            "interpreted_languages": ["ru", "en"],
            "municipalities": ["049", "091", "092"],
        },
        schedules=[
            factories.weekly("mo", "tu", breaks=[(factories.day(3), factories.day(9))]),
            factories.monthly(1, "we"),
        ],
    )
    for code in ("ar", "so"):
        rich.published_version.short_texts.create(
            language=factories.language(code), text="Teksti"
        )
    client.get(plain.get_absolute_url())

    few = count_queries(lambda: client.get(plain.get_absolute_url()))
    many = count_queries(lambda: client.get(rich.get_absolute_url()))
    assert many <= few + 1, f"{few} queries for a plain entry, {many} for a rich one"
