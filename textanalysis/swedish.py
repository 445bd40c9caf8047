"""Swedish words: base forms and compounds of this field, and stems of all others.

The words are in data/swedish*.txt: there is no free Swedish morphology to be had as a
package. What is not in it has a stem by Snowball, less what makes another word of it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from textanalysis.folding import LONGEST_WORD, fold, fold_but_dots
from textanalysis.snowball import stem
from textanalysis.swedish_words import lexicon

_ENDINGS = re.compile(
    "arnas|ernas|ornas|aste|arna|erna|orna|anas|ast|ens|ets|ars|ers|ors|ns|en|et|ar|er"
    "|or|an|a|e|s"
)
# After a vowel, or an l or r without stress: resan, cykeln, arbetet, dansade; of verbs
# after the last letter of the stem: levde, läste.
_SHORT_ENDINGS = re.compile(
    "(?<=[aeiouyåäör])na|(?<=[aeiouyåäö])(?:t|r|de|te)|(?<=[aeiouyåäölr])n|(?<=[gklmnprsv])t"
    "|(?<=[glmnrv])de|(?<=[kpst])te"
)
_FIRST_LETTERS, _HEAD_LETTERS = 3, 4
# Endings that leave the word the same; the others, such as -lig, make a new one.
_INFLECTION = re.compile(
    r"(a|as|ad|ade|ades|ande|anden|andet|andets|ar|are|aren|arens|arna|arnas|ares|arn"
    r"e|en|ens|er|erna|ernas|ern|erns|es|et|ets|or|orna|ornas|ors|s|t|at|ast|het"
    r"heten|hetens|heter|heterna|hets|na|nas)?"
)
_SHORTEST_STEMMED = 5
_ADJECTIVE = re.compile(
    "(.{2,}(?:ig|bar|lös|full)|.{3,}(?:isk|iv|al|ell|ent|ant))(?:t|a|as|are|aste?)"
)
# änka, änkor
_SHORT = re.compile(r"(?<=[aeiouyåäö][^aeiouyåäö]{2})a$")
# What verbs and adjectives make nouns with: undervisa, undervisning; ensam, ensamhet.
_DERIVED = re.compile(r"(.{3,}?)(?:n?ing|ation|het|ande|are)$|(.{5,}?)er$")
_UNRELATED = {"tidning", "förening", "avdelning", "mening", "stadig"}
# The same, of words of the list alone: förberedelse, vänskap, konstnär, ansökan.
_DERIVED_OF_LISTED = re.compile(
    r"(.{3,}?)(?:else|skap|het|an|när|inna|dom|eri|ist|iker|ör|lös|sam|isk|nad|s?full)$"
)
_MADE = (
    (re.compile(r"(.{2,})(are)(?:n|ns|s|na|nas)?"), "{}a"),
    (re.compile(r"(.{2,})(ning)(?:en|ens|s|ar|ars|arna|arnas)?"), "{}a"),
    (re.compile(r"(.{2,}[^n])(ing)(?:en|ens|s|ar|ars|arna|arnas)?"), "{}a"),
)
# What may be the last part of a compound: no ending, and it can be said.
_HEAD = re.compile(
    r"(?!lig|isk|het|are|and|else|n?ing|skap|is[mt]|iser|ation|eri|ern|arn|orn)"
    r"(?=.*[aeiouyåäö])[^aeiouyåäö]*[aeiouyåäö].*[^aeiouyåäö]"
)
# What may be the last part after four letters that could begin another word.
_LONG_HEAD = re.compile(
    r"(?=(?:s?[bdfgkpt][rlvjn]?|s?[lmn]|[hrvjc])[aeiouyåäö].{4})" + _HEAD.pattern
)
# Endings, after a letter of the word.
_NO_HEADS = frozenset({"garn", "garna", "sarna", "ser", "lar", "rar", "tan"})
_DOUBLE = re.compile(r"([mn])\1$")
_SYNCOPE = re.compile(r"([^aeiouyåäö])([lrn])$")
# simma, simning
_SINGLE_BEFORE_N = re.compile(r"mm$")


class Compound(NamedTuple):
    """Base forms of the parts, and where in the word the last part begins."""

    parts: tuple[str, ...]
    head_at: int


@lru_cache(maxsize=65_536)
def base(word: str) -> str:
    """The base form of a lower-case word, or a stem; with the dots that it has."""
    plain = fold_but_dots(word)
    if listed := _listed(plain):
        return listed
    if made := _made(plain):
        return made
    if parted := compound(plain):
        return plain[: parted.head_at] + parted.parts[-1]
    return _stemmed(plain)


@lru_cache(maxsize=65_536)
def origin(base: str) -> str:
    """What a base form or stem is derived from, itself if from nothing."""
    if base in _UNRELATED or base in lexicon().wholes:
        return base
    if root := _listed_root(base):
        return root
    match = _DERIVED.fullmatch(base)
    found = (match[1] or match[2]) if match else base
    # Of no verb is one made like that: "landning" is not of "land".
    if base.endswith("ing") and _is_base(found):
        return base
    return _SINGLE_BEFORE_N.sub("m", found)


def _made(word: str) -> str:
    """The base form of a noun that is made of a verb of the list: vandrare, läkning."""
    for end, verb in _MADE:
        match = end.fullmatch(word)
        if match and verb.format(match[1]) in lexicon().apart:
            return match[1] + match[2]
    return ""


def _listed_root(base: str) -> str:
    """The verb of the list that a noun is of; else what else it is derived from."""
    for verb in (f"{base}a", f"{base.removesuffix('e')}a"):
        if verb in lexicon().nouns_too:
            return verb
    if match := _DERIVED.fullmatch(base):
        found = match[1] or match[2]
        verbs = (f"{found}a", f"{found}{found[-1]}a")
        if verb := next(filter(_is_base, verbs), ""):
            return verb
    if match := _DERIVED_OF_LISTED.fullmatch(base):
        found = match[1]
        roots = (found, f"{found}a", f"{found}{found[-1]}a", f"{found}e")
        return next(filter(_is_base, roots), "")
    return ""


def _is_base(word: str) -> bool:
    return lexicon().forms.get(word) == word


@lru_cache(maxsize=65_536)
def compound(word: str) -> Compound | None:
    """The parts of a compound that ends in a word of the list."""
    plain = fold_but_dots(word)
    found = list(_compounds(plain))
    if listed := _listed(plain):
        found = [one for one in found if _all_listed(one)]
    if listed in lexicon().wholes:
        return None
    found.sort(key=lambda one: (not _all_listed(one), len(one.parts)))
    return found[0] if found else None


@lru_cache(maxsize=65_536)
def first(word: str) -> str:
    """The first part of what is a compound even if its last part is in no list."""
    plain = fold_but_dots(word)
    if len(plain) > LONGEST_WORD or _listed(plain) or compound(plain):
        return ""
    firsts = lexicon().firsts
    for at in range(len(plain) - _HEAD_LETTERS, _HEAD_LETTERS - 1, -1):
        known = firsts.get(plain[:at], "")
        without_dots = fold(plain[:at]) == plain[:at] and fold(known) != known
        long = at > _HEAD_LETTERS or plain[at - 1] == "s"
        head = _HEAD if long else _LONG_HEAD
        if known and not without_dots and head.match(plain, at):
            return known
    return ""


def is_word(word: str) -> bool:
    """Whether it is in the list, made of a verb, or a compound of words of the list."""
    plain = fold_but_dots(word)
    return bool(_listed(plain) or _made(plain)) or any(
        map(_all_listed, _compounds(plain))
    )


def _all_listed(compound: Compound) -> bool:
    return all(_listed(part) == part for part in compound.parts)


def _compounds(word: str) -> Iterator[Compound]:
    if len(word) > LONGEST_WORD:
        return
    for at in range(2, len(word) - 1):
        head = _head(word[at:])
        if head and (firsts := _firsts(word[:at], head)):
            yield Compound((*firsts, head), at)


@lru_cache(maxsize=65_536)
def _head(form: str) -> str:
    """What a compound may end in, in its base form: no verb, but what is made of one;
    few letters with their dots; what is no ending.
    """
    if form in _NO_HEADS:
        return ""
    head = _listed(form)
    if head in lexicon().apart or (len(form) < _HEAD_LETTERS and form[0] != head[:1]):
        head = ""
    made = "" if head or len(form) <= _HEAD_LETTERS else _made(form)
    return made if made.endswith("ing") else head


def _firsts(first: str, head: str) -> tuple[str, ...]:
    firsts = lexicon().firsts
    # Of three equal letters one is left out: "ryggymnastik".
    doubled = first + head[0] if first[-1] == head[0] else first
    for form in (first, first.removesuffix("s"), first.removesuffix("-"), doubled):
        if form in firsts:
            return _with_parts(firsts[form])
        if parted := next(_compounds(form), None):
            return parted.parts
    if len(first) >= _FIRST_LETTERS and len(head) >= _HEAD_LETTERS:
        return (_stemmed(first.removesuffix("s")),)
    return ()


@lru_cache(maxsize=4096)
def _with_parts(word: str) -> tuple[str, ...]:
    """A word of the list, after its own two parts if it is a compound of the list."""
    forms, firsts, wholes, *_rest = lexicon()
    for at in range(2, len(word) - 1) if word not in wholes else ():
        first = word[:at] if word[:at] in firsts else word[:at].removesuffix("s")
        if first in firsts and word[at:] in forms:
            return firsts[first], forms[word[at:]], word
    return (word,)


@lru_cache(maxsize=65_536)
def _listed(word: str) -> str:
    """The base form of a word of the list, else nothing."""
    forms = lexicon().forms
    if word in forms:
        return forms[word]
    # What one is told to do: njut, sänd.
    if forms.get(f"{word}er", " ") == forms.get(f"{word}a"):
        return f"{word}a"
    # Nor is "barns" of "bär": three letters are too few to lack their dots.
    found = (
        forms[one]
        for one in _forms(word)
        if one in forms
        and (
            len(one) > _FIRST_LETTERS
            or fold(forms[one])[:3] != one
            or one in forms[one]
        )
    )
    # Names on -å have no other forms: "Borgen" is not Borgå without its ring.
    return next((one for one in found if not one.endswith("å")), "")


def is_listed(word: str) -> bool:
    """Whether the very form is in the list, not only by its ending."""
    return fold_but_dots(word) in lexicon().forms


def others(word: str) -> set[str]:
    """All words of the list that it may be a form of: "lagar" is laws, and cooks."""
    forms = lexicon().forms
    plain = fold_but_dots(word)
    if plain in forms or not _listed(plain):
        return set()
    return {forms[one] for one in _forms(plain) if one == forms.get(one)}


def _forms(word: str) -> Iterator[str]:
    if word.endswith("are") and word[:-3] in lexicon().apart:
        yield word[:-3]
    for length in range(5, 0, -1):
        shorter = word[:-length]
        if len(shorter) > 2 and _has_ending(word, len(shorter)):
            yield from (shorter, shorter + "a", shorter + "e")
            # nycklar, fåglarna
            yield _SYNCOPE.sub(r"\1e\2", shorter)
            yield _DOUBLE.sub(r"\1", shorter)


def _has_ending(word: str, at: int) -> bool:
    return bool(_ENDINGS.fullmatch(word, at) or _SHORT_ENDINGS.fullmatch(word, at))


def _stemmed(word: str) -> str:
    if len(word) < _SHORTEST_STEMMED:
        return _SHORT.sub("", word)
    if adjective := _ADJECTIVE.fullmatch(word):
        return adjective[1]
    found = stem("swedish", word)
    removed = word.removeprefix(found)
    if found + removed == word and _INFLECTION.fullmatch(removed):
        return found
    return word
