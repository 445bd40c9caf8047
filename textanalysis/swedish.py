"""Swedish words: base forms and compounds of this field, and stems of all others.

The words are in data/swedish.txt: there is no free Swedish morphology to be had as a
package. What is not in it has a stem by Snowball, less what makes another word of it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from textanalysis.folding import fold, fold_but_dots
from textanalysis.snowball import stem

_DATA = Path(__file__).parent / "data" / "swedish.txt"
_ENDINGS = (
    {"a", "t", "e", "n", "s", "na", "an", "ar", "er", "or", "en", "et", "ns"}
    | {"ars", "ers", "ors", "ens", "ets", "anas", "arna", "erna", "orna"}
    | {"arnas", "ernas", "ornas"}
)
_FIRST_LETTERS, _HEAD_LETTERS = 3, 4
# Endings that leave the word the same; the others, such as -lig, make a new one.
_INFLECTION = re.compile(
    r"(a|as|ad|ade|ades|ande|anden|andet|andets|ar|are|aren|arens|arna|arnas|ares|arn"
    r"e|en|ens|er|erna|ernas|ern|erns|es|et|ets|or|orna|ornas|ors|s|t|at|ast|het"
    r"heten|hetens|heter|heterna|hets|na|nas)?"
)
_SHORTEST_STEMMED = 5
# What verbs and adjectives make nouns with: undervisa, undervisning; ensam, ensamhet.
_DERIVED = re.compile(r"(.{3,}?)(?:ning|ation|het|ande|are)$|(.{5,}?)er$")
_UNRELATED = {"tidning", "förening", "avdelning", "mening"}
_DOUBLE = re.compile(r"([^aeiouyåäö])\1$")


class Lexicon(NamedTuple):
    # Form -> base form.
    forms: Mapping[str, str]
    # Form as first part of a compound -> base form.
    firsts: Mapping[str, str]


class Compound(NamedTuple):
    """Base forms of the parts, and where in the word the last part begins."""

    parts: tuple[str, ...]
    head_at: int


@lru_cache(maxsize=65_536)
def base(word: str) -> str:
    """The base form of a lower-case word, or a stem; with the dots that it has."""
    plain = fold_but_dots(word)
    return _listed(plain) or _stemmed(plain)


@lru_cache(maxsize=65_536)
def origin(base: str) -> str:
    """What a base form or stem is derived from; with single letters at its end."""
    if base in _UNRELATED:
        return base
    match = _DERIVED.fullmatch(base)
    return _DOUBLE.sub(r"\1", (match[1] or match[2]) if match else base)


@lru_cache(maxsize=65_536)
def compound(word: str) -> Compound | None:
    """The parts of a compound that ends in a word of the list."""
    plain = fold_but_dots(word)
    found = list(_compounds(plain))
    if _listed(plain):
        found = [one for one in found if _all_listed(one)]
    return min(found, key=lambda one: len(one.parts)) if found else None


def is_word(word: str) -> bool:
    """Whether it is in the list, or a compound of words of the list."""
    plain = fold_but_dots(word)
    return bool(_listed(plain)) or any(map(_all_listed, _compounds(plain)))


def _all_listed(compound: Compound) -> bool:
    return all(_listed(part) == part for part in compound.parts)


def _compounds(word: str) -> Iterator[Compound]:
    for at in range(2, len(word) - 1):
        head = _listed(word[at:])
        if head and (firsts := _firsts(word[:at], head)):
            yield Compound((*firsts, head), at)


def _firsts(first: str, head: str) -> tuple[str, ...]:
    lexicon = _lexicon(_dotless(first))
    for form in (first, first.removesuffix("s"), first.removesuffix("-")):
        if form in lexicon.firsts:
            return (lexicon.firsts[form],)
        if parted := next(_compounds(form), None):
            return parted.parts
    if len(first) >= _FIRST_LETTERS and len(head) >= _HEAD_LETTERS:
        return (first.removesuffix("s") if len(first) > _FIRST_LETTERS else first,)
    return ()


@lru_cache(maxsize=65_536)
def _listed(word: str) -> str:
    """The base form of a word of the list, else nothing."""
    forms = _lexicon(_dotless(word)).forms
    return next((forms[one] for one in _forms(word) if one in forms), "")


def _forms(word: str) -> Iterator[str]:
    yield word
    for length in range(5, 0, -1):
        shorter = word[:-length]
        if len(shorter) > 2 and word[-length:] in _ENDINGS:
            yield from (shorter, shorter + "a", shorter + "e")
            yield _DOUBLE.sub(r"\1", shorter)


def _stemmed(word: str) -> str:
    if len(word) < _SHORTEST_STEMMED:
        return word
    found = stem("swedish", word)
    removed = word.removeprefix(found)
    if found + removed == word and _INFLECTION.fullmatch(removed):
        return found
    return word


def _dotless(word: str) -> bool:
    return fold(word) == word


@cache
def _lexicon(dotless: bool) -> Lexicon:
    """As it is written, or for words without their dots."""
    forms: dict[str, str] = {}
    firsts: dict[str, str] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            written, _colon, more = (fold(line) if dotless else line).partition(":")
            base, *links = written.split()
            firsts |= {link.removesuffix("-"): base for link in [base, *links]}
            forms = dict.fromkeys([base, *more.split()], base) | forms
    return Lexicon(forms, firsts)
