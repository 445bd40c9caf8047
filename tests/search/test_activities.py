"""The search page: one URL holds all of its state, in every language."""

import pytest
from django.test import Client

from activities.models.choices import Kind
from tests import factories
from tests.guards import read_only
from tests.search.reading import read

pytestmark = pytest.mark.django_db

PATHS = {"fi": "/fi/toiminta/", "sv": "/sv/verksamhet/", "en": "/en/activities/"}
TRAININGS = {
    "fi": "/fi/koulutukset/",
    "sv": "/sv/utbildningar/",
    "en": "/en/trainings/",
}
PAGE = PATHS["en"]


@pytest.fixture(scope="module", autouse=True)
def _entries(lasting: None) -> None:
    factories.activity(
        "Kielikahvila",
        title_sv="Språkkafé",
        title_en="Language café",
        price="free",
        terms={"languages": ["fi", "ar"], "themes": ["finnish"]},
    )
    factories.activity("Ompelukerho", terms={"municipalities": ["049"]})
    factories.activity("Online", online=True, terms={"municipalities": []})
    factories.activity("Luento", kind=Kind.TRAINING)


@pytest.mark.parametrize(
    ("path", "heading", "title"),
    [
        (PATHS["fi"], "3 toimintaa", "Kielikahvila"),
        (PATHS["sv"], "3 verksamheter", "Språkkafé"),
        (PATHS["en"], "3 activities", "Language café"),
        (TRAININGS["en"], "1 training or event", "Luento"),
    ],
)
def test_works(client: Client, path: str, heading: str, title: str) -> None:
    page = read(client, path)

    assert page.texts("h1") == [heading]
    assert page.title.startswith(heading)
    assert title in page.texts("a")


def test_anonymous(client: Client) -> None:
    response = client.get(PAGE)

    assert not response.cookies
    assert "Cookie" not in response["Vary"]


def test_read_only(client: Client) -> None:
    with read_only():
        for query in ("", "?q=kahvila&municipality=049&sort=date", "?q=xyz&free=1"):
            assert client.get(PAGE + query).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_wrong_method(client: Client, method: str) -> None:
    assert getattr(client, method)(PAGE).status_code == 405


def test_bad_input(client: Client) -> None:
    page = read(client, f"{PAGE}?colour=red&municipality=xx&page=abc&free=1")

    assert page.says(
        "We did not recognise these filters, so we left them out: "
        "colour, municipality=xx, page=abc."
    )
    assert page.texts("h1") == ["1 activity"]


def test_heading_says_what_was_typed(client: Client) -> None:
    page = read(client, f"{PAGE}?q=ompelu")

    assert page.texts("h1") == ["1 activity for “ompelu”"]
    assert page.all("input", id="q")[0]["value"] == "ompelu"


def test_typed_html_is_text(client: Client) -> None:
    page = read(client, f"{PAGE}?q=<script>alert(1)</script>&<b>=<i>")

    assert "<script>alert" not in page.html
    assert "<b>" not in page.html
    assert page.says("<script>alert(1)</script>")


def test_long_query_is_cut_and_said(client: Client) -> None:
    said = "Your search was long. We used the first 200 characters."

    assert read(client, f"{PAGE}?q={'x' * 201}").says(said)
    assert not read(client, f"{PAGE}?q={'x' * 200}").says(said)


def test_chips_take_one_filter_away(client: Client) -> None:
    query = "?q=kahvila&language=ar&theme=finnish&free=1&age=30"
    page = read(client, PAGE + query)

    for label, rest in {
        "Remove filter: “kahvila”": "language=ar&theme=finnish&age=30&free=1",
        "Remove filter: العربية": "q=kahvila&theme=finnish&age=30&free=1",
        "Remove filter: Finnish": "q=kahvila&language=ar&age=30&free=1",
        "Remove filter: Age 30": "q=kahvila&language=ar&theme=finnish&free=1",
        "Remove filter: Free": "q=kahvila&language=ar&theme=finnish&age=30",
    }.items():
        assert page.href(label) == f"{PAGE}?{rest}"
    assert page.href("Clear all filters") == f"{PAGE}?q=kahvila"


def test_nothing_to_clear(client: Client) -> None:
    page = read(client, f"{PAGE}?q=kahvila")

    assert page.href("Remove filter: “kahvila”") == PAGE
    assert "Clear all filters" not in page.texts("a")


def test_languages_are_in_their_own_names(client: Client) -> None:
    page = read(client, f"{PAGE}?language=ar")

    names = page.all("span", lang_="ar", dir_="rtl")
    # a chip and an option, at least
    assert [name.text for name in names] == ["العربية"] * len(names)
    assert len(names) >= 2
    assert "suomi" in page.texts("span", lang_="fi")
    assert "العربية" in page.texts("li", lang_="ar", dir_="rtl")


def test_chosen_options_are_ticked_and_counted(client: Client) -> None:
    page = read(client, f"{PAGE}?language=ar")
    ticks = {(i["name"], i["value"]): i for i in page.all("input", type="checkbox")}

    assert "checked" in ticks["language", "ar"].attributes
    assert "checked" not in ticks["language", "fi"].attributes
    options = page.texts("label")
    assert "العربية 1" in options
    assert "suomi 3" in options
    assert "Free 1" in options


def test_language_switch_keeps_the_search(client: Client) -> None:
    page = read(client, f"{PAGE}?free=1&q=kahvila&sort=new&unknown=1")

    for code, name in {"fi": "fiSuomi", "sv": "svSvenska", "en": "enEnglish"}.items():
        assert page.href(name) == f"{PATHS[code]}?q=kahvila&free=1&sort=new"


def test_language_switch_keeps_a_place_that_was_not_understood(client: Client) -> None:
    page = read(client, f"{PAGE}?where=Nowhere")

    assert page.href("svSvenska") == f"{PATHS['sv']}?where=Nowhere"


@pytest.mark.parametrize(
    ("kind", "paths"), [("activities", PATHS), ("trainings", TRAININGS)]
)
def test_canonical_and_alternates(
    client: Client, kind: str, paths: dict[str, str]
) -> None:
    for code, path in paths.items():
        page = read(client, f"{path}?free=1")

        assert page.related("canonical") == {"": f"http://localhost:8000{path}"}
        assert page.related("alternate") == {
            **{c: f"http://localhost:8000{p}" for c, p in paths.items()},
            "x-default": f"http://localhost:8000{paths['en']}",
        }, f"{kind} in {code}"


def test_only_the_plain_list_is_for_search_engines(client: Client) -> None:
    for query, hidden in (("", False), ("?free=1", True), ("?q=kahvila", True)):
        page = read(client, PAGE + query)
        robots = [meta["content"] for meta in page.all("meta", name="robots")]
        assert robots == (["noindex"] if hidden else [])


def test_forms_keep_what_they_do_not_show(client: Client) -> None:
    page = read(client, f"{PAGE}?q=kieli&free=1&sort=near&near=049&page=2")
    forms = [form["action"] for form in page.all("form") if form["action"] == PAGE]

    assert len(forms) == 3
    assert page.hidden() == {
        ("q", "kieli"),
        ("free", "1"),
        ("sort", "near"),
        ("near", "049"),
    }


def test_form_of_the_order(client: Client) -> None:
    page = read(client, f"{PAGE}?sort=new")

    assert page.texts("option") == [
        "Best match first",
        "Next session first",
        "Newest first",
        "Nearest first",
    ]
    chosen = [o["value"] for o in page.all("option") if "selected" in o.attributes]
    assert chosen == ["new"]


def test_order_by_nearness_asks_for_a_place(client: Client) -> None:
    said = "Choose a municipality first, so that we know what is near."

    assert read(client, f"{PAGE}?sort=near").says(said)
    assert not read(client, f"{PAGE}?sort=near&near=049").says(said)


def test_htmx_gets_the_results_alone(client: Client) -> None:
    page = read(client, PAGE, **{"HX-Request": "true"})

    assert page.elements[0]["id"] == "results"
    assert page.texts("h1") == ["3 activities"]
    assert not page.all("html")


def test_page_restored_from_history_is_whole(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    page = read(client, PAGE, **headers)

    assert page.elements[0].tag == "html"


def test_answers_to_htmx_and_to_browsers_are_kept_apart(client: Client) -> None:
    varies = client.get(PAGE)["Vary"]

    assert "HX-Request" in varies
    assert "HX-History-Restore-Request" in varies


@pytest.mark.parametrize(
    ("url", "to"),
    [
        (f"{PAGE}?kind=training&free=1", "/en/trainings/?free=1"),
        ("/fi/koulutukset/?kind=activity", "/fi/toiminta/"),
        (f"{PAGE}?kind=training&colour=red", "/en/trainings/?colour=red"),
    ],
)
def test_kind_redirects_to_its_path(client: Client, url: str, to: str) -> None:
    assert client.get(url)["Location"] == to


def test_own_kind_does_not_redirect(client: Client) -> None:
    assert client.get(f"{PAGE}?kind=activity").status_code == 200
    assert client.get("/en/trainings/?kind=training").status_code == 200
