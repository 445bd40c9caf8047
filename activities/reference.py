"""The first terms and languages, from activities/data; see `load_reference_data`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from activities.merged import follow_successors
from activities.models import (
    Format,
    KinWords,
    Language,
    TargetGroup,
    TermWord,
    Theme,
)
from regions.loading import Row, load_named, read_rows
from regions.named import Named
from regions.tables import Changes, Table

DATA = Path(__file__).parent / "data"
KINDS: dict[str, type[Named]] = {
    "theme": Theme,
    "target_group": TargetGroup,
    "format": Format,
}
WORD_IDENTITY = (
    *(f"{kind}_id" for kind in KINDS),
    "language_code",
    "word",
)
KIN_WORDS = "kin_words.csv"
RELATIONS = {
    "term_synonyms.csv": TermWord.Relation.SYNONYM,
    "term_related.csv": TermWord.Relation.RELATED,
}


def load(report: Callable[[str], None], data: Path = DATA) -> None:
    """Bring the terms, the languages and their words in line with the files."""
    for model, file in (
        (Theme, "themes.csv"),
        (TargetGroup, "target_groups.csv"),
        (Format, "formats.csv"),
    ):
        rows = read_rows(data / file)
        report(str(load_named(model, rows, _descriptions, code="slug")))
    report(str(load_named(Language, read_rows(data / "languages.csv"), _language)))
    report(str(load_words(data)))
    report(str(load_kin_words(data)))
    report(f"activities.Version: {follow_successors()} links moved to a successor")


def _descriptions(row: Row) -> dict[str, Any]:
    return {
        f"description_{code}": row.get(f"desc_{code}", "")
        for code in ("fi", "sv", "en")
    }


def _language(row: Row) -> dict[str, Any]:
    return {
        "autonym": row["autonym"],
        "direction": row["dir"],
        "kind": row["kind"],
    }


def load_words(data: Path) -> Changes:
    """New words are added; what an administrator added or changed stays."""
    ids = {
        kind: dict(model._default_manager.values_list("code", "pk"))
        for kind, model in KINDS.items()
    }
    table = Table(TermWord, *WORD_IDENTITY)
    for file, relation in RELATIONS.items():
        for row in read_rows(data / file):
            term = {f"{kind}_id": None for kind in KINDS}
            term[f"{row['kind']}_id"] = ids[row["kind"]][row["slug"]]
            word = {**term, "language_code": row["lang"], "word": row["synonym"]}
            if tuple(word[column] for column in WORD_IDENTITY) not in table.rows:
                table.put(**word, relation=relation)
    table.save()
    return table.changes()


def load_kin_words(data: Path) -> Changes:
    """New lines are added; what an administrator added or changed stays."""
    table = Table(KinWords, "words")
    for row in read_rows(data / KIN_WORDS):
        table.put(words=row["words"])
    table.save()
    return table.changes()
