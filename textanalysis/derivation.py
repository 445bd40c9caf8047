"""What Finnish words are derived from, as far as rules of the language tell.

"Laulu" is of "laulaa", "kotoutua" of "kotouttaa", "venäläinen" of "Venäjä". Each rule
makes candidates, and the dictionary says which of them are words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from textanalysis import voikko

_DEEPEST = 3
# Without what it is named after: no work in "työtön", no children in "lapseton".
_WITHOUT = re.compile(r"(t[oö]n|tt[oö]m[uy][uy]s|tt[oö]m[aä]sti|tt[aä])$")
_NOUN_OF_VERB = (
    # laulu, kylpy; haku, luku; muutto, lähtö
    (re.compile(r"(.{2,})[uo]$"), ("{}aa", "{}ea")),
    (re.compile(r"(.{2,})[yö]$"), ("{}ää", "{}eä")),
    # tanssi, leikki
    (re.compile(r"(.*[^aeiouyäö]{2})i$"), ("{}ia", "{}iä")),
    # siivous, tarjous
    (re.compile(r"(.*o)us$"), ("{}ta",)),
)
# These only look like it, or have gone far from it: fairy tales and rain, parks and
# shaking, organisations and to organise.
_UNRELATED = frozenset({"satu", "puisto", "järjestö"})
_VERB_OF_VERB = (
    # what happens by itself and what somebody does: kotoutua, kotouttaa
    (re.compile(r"(.*)ttautua$"), ("{}ttaa",)),
    (re.compile(r"(.*)ttäytyä$"), ("{}ttää",)),
    (re.compile(r"(.*u)tua$"), ("{}ttaa",)),
    (re.compile(r"(.*y)tyä$"), ("{}ttää",)),
    (re.compile(r"(.*s)tua$"), ("{}taa",)),
    (re.compile(r"(.*s)tyä$"), ("{}tää",)),
    (re.compile(r"(.*i)ttua$"), ("{}ttaa",)),
    (re.compile(r"(.*i)ttyä$"), ("{}ttää",)),
    (re.compile(r"(.*oi)tua$"), ("{}da",)),
)
_NOUN_OF_NOUN = (
    # naapuruus, isyys, äitiys
    (re.compile(r"(.{2,})uus$"), ("{}i", "{}a", "{}u", "{}o")),
    (re.compile(r"(.{2,})yys$"), ("{}i", "{}ä", "{}y", "{}ö")),
    (re.compile(r"(.{2,}i)ys$"), ("{}",)),
    # koululainen, eläkeläinen
    (re.compile(r"(.{3,})l[aä]inen$"), ("{}",)),
    # maanantaisin, iltaisin
    (re.compile(r"(.{3,})isin$"), ("{}", "{}i")),
)
# suomalainen, ruotsalainen, venäläinen
_OF_PLACE = re.compile(r"(.{2,}?)[aä]?l[aä]inen$")
_PLACE_ENDS = ("", "i", "a", "ä", "äjä", "u", "o")


@lru_cache(maxsize=32_768)
def chain(lemma: str, root: str = "") -> tuple[str, ...]:
    """What a base form comes from, nearest first; `root` is what Voikko says."""
    if lemma in _UNRELATED:
        return ()
    found = [lemma]
    if root and not (_WITHOUT.search(lemma) and not _WITHOUT.search(root)):
        found.append(root)
    while len(found) <= _DEEPEST:
        base = _base(found[-1])
        if not base or base in found:
            break
        found.append(base)
    return tuple(dict.fromkeys(found[1:]))


@lru_cache(maxsize=32_768)
def _base(lemma: str) -> str:
    return next(_bases(lemma), "")


def _bases(lemma: str) -> Iterator[str]:
    for rules, is_word in (
        (_NOUN_OF_VERB, voikko.is_verb),
        (_VERB_OF_VERB, voikko.is_verb),
        (_NOUN_OF_NOUN, voikko.is_noun),
    ):
        for pattern, ends in rules:
            if match := pattern.fullmatch(lemma):
                yield from filter(is_word, (end.format(match[1]) for end in ends))
    if match := _OF_PLACE.fullmatch(lemma):
        candidates = (match[1] + end for end in _PLACE_ENDS)
        yield from filter(voikko.is_place, candidates)
