"""Terms, languages and their words: the files are the seed, people's work stays."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from activities.models import Format, Language, TargetGroup, TermWord, Theme
from activities.reference import DATA, load
from regions.loading import read_rows
from tests import factories
from tests.guards import count_queries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_data"),
    pytest.mark.xdist_group("reference data of activities"),
]
Rows = list[dict[str, str]]


class Files:
    """A copy of the data files that a test may change, and loads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self) -> list[str]:
        lines: list[str] = []
        load(lines.append, self.folder)
        return lines

    def change(self, file: str, change: Callable[[Rows], object]) -> None:
        rows = read_rows(self.folder / file)
        change(rows)
        columns = dict.fromkeys(column for row in rows for column in row)
        with (self.folder / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(columns), restval="")
            writer.writeheader()
            writer.writerows(rows)

    def set(self, file: str, slug: str, **values: str) -> None:
        def changed(rows: Rows) -> None:
            next(row for row in rows if row["slug"] == slug).update(values)

        self.change(file, changed)

    def add_word(self, file: str, slug: str, word: str) -> None:
        row = {"kind": "theme", "slug": slug, "lang": "fi", "synonym": word}
        self.change(file, lambda rows: rows.append(row))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(shutil.copytree(DATA, tmp_path / "data"))


def test_holds_all_terms() -> None:
    assert Language.objects.active().count() == 98
    assert Theme.objects.active().count() == 25
    assert TargetGroup.objects.active().count() == 24
    assert Format.objects.active().count() == 17
    assert TermWord.objects.synonyms().count() == 729
    assert TermWord.objects.filter(relation="related").count() == 419


def test_knows_a_theme() -> None:
    finnish = Theme.objects.get(code="finnish")

    assert (finnish.name_fi, finnish.name_sv) == ("Suomen kieli", "Finska språket")
    assert finnish.slug_en == "finnish-language"
    assert finnish.description_fi == "Kurssit ja ryhmät, joissa opit suomea."
    assert Theme.objects.by_slug("finska-spraket") == finnish


def test_knows_languages_by_their_own_names() -> None:
    arabic = Language.objects.get(code="ar")
    easy = Language.objects.get(code="fi-x-selko")

    assert (arabic.autonym, arabic.dir) == ("العربية", "rtl")
    assert (easy.autonym, easy.dir, easy.kind) == ("selkosuomi", "ltr", "easy")
    with override("sv"):
        assert str(arabic) == "arabiska"


def test_rows_are_valid() -> None:
    for model in (Language, Theme, TargetGroup, Format):
        for row in model.objects.all():
            row.full_clean()
    for word in TermWord.objects.all()[::100]:
        word.full_clean()


def test_second_run_changes_nothing(files: Files) -> None:
    before = list(TermWord.objects.order_by("pk").values_list())
    lines: list[str] = []

    queries = count_queries(lambda: lines.extend(files.load()))
    assert all("0 added, 0 changed, 0 gone" in line for line in lines[:5]), lines
    assert lines[5].startswith("activities.KinWords: ")
    assert lines[5].endswith(" rows, 0 added, 0 changed, 0 gone")
    assert lines[6:] == ["activities.Version: 0 links moved to a successor"]
    assert list(TermWord.objects.order_by("pk").values_list()) == before
    assert queries < 30


def test_a_renamed_term_keeps_its_entries_and_its_address(files: Files) -> None:
    entry = factories.activity(terms={"themes": ["finnish"]})
    files.set("themes.csv", "finnish", name_fi="Puhutaan suomea", desc_fi="Uusi.")
    lines = files.load()
    theme = Theme.objects.get(code="finnish")

    assert "activities.Theme: 25 rows, 0 added, 1 changed, 0 gone" in lines
    assert (theme.name_fi, theme.slug_fi) == ("Puhutaan suomea", "puhutaan-suomea")
    assert theme.description_fi == "Uusi."
    assert list(entry.published_version.themes.all()) == [theme]
    for slug in ("puhutaan-suomea", "suomen-kieli", "finska-spraket"):
        assert Theme.objects.by_slug(slug) == theme


def test_a_retired_term_stays_with_its_entries(files: Files) -> None:
    entry = factories.activity(terms={"formats": ["language-cafe"]})
    files.change("formats.csv", lambda rows: rows.pop(_place(rows, "language-cafe")))
    files.load()
    cafe = Format.objects.get(code="language-cafe")

    assert not cafe.active
    assert cafe not in Format.objects.active()
    assert list(entry.published_version.formats.all()) == [cafe]


def test_a_merged_term_hands_over_its_entries(files: Files) -> None:
    entry = factories.activity(terms={"themes": ["swedish"]})
    files.change("themes.csv", lambda rows: rows[0].setdefault("replaced_by", ""))
    files.set("themes.csv", "swedish", replaced_by="finnish")
    lines = files.load()
    finnish = Theme.objects.get(code="finnish")

    assert "activities.Version: 1 links moved to a successor" in lines
    assert list(entry.published_version.themes.all()) == [finnish]
    assert Theme.objects.by_slug("ruotsin-kieli") == finnish
    assert Theme.objects.by_code("swedish") == finnish


def _place(rows: Rows, slug: str) -> int:
    return next(place for place, row in enumerate(rows) if row["slug"] == slug)


def test_words_of_administrators_stay(files: Files) -> None:
    finnish = Theme.objects.get(code="finnish")
    own = finnish.words.create(
        language_code="fi", word="suomipiiri", relation="related"
    )
    seed = TermWord.objects.synonyms().filter(theme=finnish)[0]
    TermWord.objects.filter(pk=seed.pk).update(relation="related")
    files.load()

    own.refresh_from_db()
    seed.refresh_from_db()
    assert (own.word, own.relation) == ("suomipiiri", "related")
    assert seed.relation == "related"


@pytest.mark.parametrize(
    ("file", "relation"),
    [("term_synonyms.csv", "synonym"), ("term_related.csv", "related")],
)
def test_new_words_are_added(files: Files, file: str, relation: str) -> None:
    before = TermWord.objects.count()
    files.add_word(file, "finnish", "suomipiiri")
    lines = files.load()

    assert any(line.endswith("1 added, 0 changed, 0 gone") for line in lines)
    assert TermWord.objects.count() == before + 1
    word = TermWord.objects.get(word="suomipiiri")
    assert (str(word), word.relation) == ("suomipiiri", relation)
    assert word.theme is not None
    assert word.theme.code == "finnish"


def test_a_word_may_belong_to_several_terms(files: Files) -> None:
    for slug in ("finnish", "swedish"):
        files.add_word("term_synonyms.csv", slug, "kielipiiri")
    files.load()

    assert TermWord.objects.filter(word="kielipiiri").count() == 2


def test_a_word_of_an_unknown_term_is_a_mistake_in_the_file(files: Files) -> None:
    files.add_word("term_synonyms.csv", "nothing", "kielipiiri")

    with pytest.raises(KeyError, match="nothing"):
        files.load()


def test_a_name_that_is_too_long_is_refused(files: Files) -> None:
    files.set("themes.csv", "finnish", name_sv="x" * 121)

    with pytest.raises(ValidationError):
        files.load()
