"""Texts in three languages, put together from the words of the field."""

import json
from functools import cache
from pathlib import Path
from random import Random

from activities.listings.chance import Weighted, zipf

DATA = Path(__file__).parents[1] / "data" / "listings"


class Words:
    """The word lists of one language, the most frequent words first."""

    def __init__(self, language: str) -> None:
        self.language = language
        lists = json.loads((DATA / f"{language}.json").read_text("utf-8"))
        self.titles = _each(lists.pop("titles"))
        self.organisation_kinds = _each(lists.pop("organisation_kinds"))
        self.lists = _each(lists)

    def one(self, name: str, chance: Random) -> str:
        return self.lists[name].one(chance)

    def topic(self, chance: Random) -> str:
        """A compound, of which a language has thousands."""
        return self.one("first", chance) + self.one("last", chance)

    def title(self, chance: Random, form: str) -> str:
        parts = (self.titles[form].one(chance), self.one("qualifiers", chance))
        return " ".join(part for part in parts if part)

    def sentences(self, name: str, chance: Random, count: int, town: str) -> str:
        blanks = _Blanks(self, chance, town)
        templates = self.lists[name].some(chance, count)
        return " ".join(template.format_map(blanks) for template in templates)

    def organisation(self, chance: Random, kind: str) -> str:
        rest = self.organisation_kinds[kind].one(chance)
        return f"{self.one('organisations', chance)} {rest}"


class _Blanks(dict[str, str]):
    """What fills the blanks of a sentence, drawn anew for each."""

    def __init__(self, words: Words, chance: Random, town: str) -> None:
        super().__init__(town=town)
        self.words = words
        self.chance = chance

    def __missing__(self, name: str) -> str:
        if name == "topic":
            return self.words.topic(self.chance)
        return self.words.one(name, self.chance)


def _each(lists: dict[str, list[str]]) -> dict[str, Weighted[str]]:
    return {name: zipf(values) for name, values in lists.items()}


@cache
def words_in(language: str) -> Words:
    return Words(language)


@cache
def short_texts() -> dict[str, Weighted[str]]:
    """By the code of a further language."""
    return _each(json.loads((DATA / "short_texts.json").read_text("utf-8")))
