"""Finnish words: base forms, parts of compounds, and what words are derived from.

The morphology is Voikko's, as pyvoikko packs it (GPL-3.0-or-later); kfst-rs makes it
fast. It takes a second to load and 230 MB that forked processes share.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Any, NamedTuple

from textanalysis import voikko
from textanalysis.derivation import chain

_ROOT = re.compile(r"\[Xp\](.*?)\[X\]")
# "kotoutuminen": Voikko says that it is of "kotoutua".
_DOING = re.compile(r"([^\]]+)\[Tn4\]mi")
_SURNAMES = frozenset({"etunimi", "sukunimi"})
_VERB = "teonsana"
_PREFIX = "etuliite"
# Two parts that mean another thing together: the whole, and which part still counts.
_WHOLES = {
    ("äiti", "kieli"): ("äidinkieli", ("kieli",)),
    ("vapaa", "ehtoinen"): ("vapaaehtoinen", ()),
    ("vapaa", "ehto"): ("vapaaehtoinen", ()),
    ("keski", "viikko"): ("keskiviikko", ()),
    ("viikko", "loppu"): ("viikonloppu", ()),
    ("isä", "maa"): ("isänmaa", ()),
    ("iso", "äiti"): ("isoäiti", ()),
    ("iso", "isä"): ("isoisä", ()),
    ("sosiaali", "turva"): ("sosiaaliturva", ()),
    ("maa", "ilma"): ("maailma", ()),
    ("ala", "ikäinen"): ("alaikäinen", ()),
}
# Letters that people leave the dots out of.
_DOTS = {"a": "ä", "o": "ö"}
_MOST_DOTLESS = 14


class Part(NamedTuple):
    """A part of a compound, or a whole word.

    `bases`: what the base form is derived from, step by step ("keskustelu" from
    "keskustella"). `more`: what else it can be found by. `form`: as it stands.
    """

    lemma: str
    bases: tuple[str, ...]
    more: tuple[str, ...]
    form: str

    @property
    def last(self) -> str:
        """What all that is derived from the same word have in common."""
        return self.bases[-1] if self.bases else self.lemma


class Reading(NamedTuple):
    """One way to understand a word; a compound has two parts or more."""

    lemma: str
    parts: tuple[Part, ...]
    # In the dictionary, or made regularly from one word that is.
    simple: bool


@lru_cache(maxsize=65_536)
def readings(word: str) -> tuple[Reading, ...]:
    """How a lower-case word can be understood; none when Voikko does not know it."""
    analyses = _plausible(word, voikko.analyse(word))
    found = [_reading(one) for one in analyses]
    fewest = min((len(one.parts) for one in found), default=0)
    return tuple(dict.fromkeys(one for one in found if len(one.parts) == fewest))


@lru_cache(maxsize=16_384)
def with_dots(word: str) -> tuple[str, ...]:
    """The words that this may be without its dots: "aidit" may be "äidit".

    Vowel harmony leaves few ways: a run of front vowels between back ones, or the
    other way round. Words of the dictionary before compounds of them.
    """
    places = [i for i, letter in enumerate(word) if letter in _DOTS]
    if len(places) > _MOST_DOTLESS:
        return ()
    variants = dict.fromkeys(_dotted(word, chosen) for chosen in _runs(places))
    known = [one for one in variants if readings(one)]
    return tuple(
        sorted(known, key=lambda one: min(len(r.parts) for r in readings(one)))
    )


def is_word(word: str) -> bool:
    """Whether it is a word of the dictionary: compounds that nobody uses are none."""
    return any(one.simple for one in readings(word))


def _runs(places: Sequence[int]) -> Iterator[set[int]]:
    everywhere = set(places)
    bounds = range(len(places) + 1)
    for start, end in product(bounds, bounds):
        if start < end:
            run = set(places[start:end])
            yield run
            if run != everywhere:
                yield everywhere - run


def _dotted(word: str, places: set[int]) -> str:
    return "".join(
        _DOTS[letter] if i in places else letter for i, letter in enumerate(word)
    )


def _plausible(word: str, analyses: Sequence[Any]) -> Sequence[Any]:
    """Without names of people and forms of other words, where the word is one itself.

    "asu" (clothes) is no imperative of "asua" (to live), "vanhemmat" (parents) are not
    the older ones, "maanantaisin" is an adverb. But "tapaamme" (we meet) is hardly a
    tub for habits.
    """
    itself = [
        one
        for one in analyses
        if _plain(one.BASEFORM) == word
        and one.CLASS != _VERB
        and not one.COMPOUND_PARTS
    ]
    if any("[Xj]" not in one.FSTOUTPUT for one in itself):
        analyses = itself
    for better in (
        lambda one: one.CLASS not in _SURNAMES,
        lambda one: one.BASEFORM.endswith("mpi"),
    ):
        analyses = [one for one in analyses if better(one)] or analyses
    return analyses


def _reading(analysis: Any) -> Reading:
    compound = analysis.COMPOUND_PARTS or [analysis]
    parts = _whole([part for one in compound for part in _parts(one)])
    lemma = "".join(part.form for part in parts[:-1]) + parts[-1].lemma
    simple = len(compound) == 1 and analysis.CLASS not in _SURNAMES
    return Reading(lemma=lemma, parts=parts, simple=simple)


def _parts(analysis: Any) -> list[Part]:
    """The part itself, or those that the dictionary sees in it: "maahan=muuttaja"."""
    base = analysis.BASEFORM.strip("-")
    form = analysis.FORM.strip("-")
    if "=" in base and analysis.CLASS != "paikannimi":
        *firsts, last = base.split("=")
        head = analysis.FORM[len("".join(firsts)) :]
        return [*(Part(one, (), (), one) for one in firsts), _of_base(last, head)]
    if analysis.CLASS == _PREFIX:
        return [Part(base.lower(), _of_prefix(base), (), form)]
    lemma, root = _plain(base), _ROOT.search(analysis.FSTOUTPUT)
    derived = "[Xj]" in analysis.FSTOUTPUT
    bases = chain(lemma, _plain(root[1]) if root and derived else "")
    doing = _DOING.search(analysis.FSTOUTPUT)
    return [Part(lemma, bases, (doing[1] + "minen",) if doing else (), form)]


def _of_base(lemma: str, form: str) -> Part:
    """The last part of a word that the dictionary has as a whole."""
    known = [one for one in voikko.analyse(lemma) if _plain(one.BASEFORM) == lemma]
    parts = _parts(known[0]) if known else []
    bases = parts[0].bases if len(parts) == 1 else chain(lemma)
    return Part(lemma, bases, (), form)


def _of_prefix(prefix: str) -> tuple[str, ...]:
    """ "uima" in "uimakoulu" is of "uida"."""
    for one in voikko.analyse(prefix):
        root = _ROOT.search(one.FSTOUTPUT)
        if one.PARTICIPLE and root:
            return chain(prefix, _plain(root[1]))
    return ()


def _whole(parts: list[Part]) -> tuple[Part, ...]:
    for index, (first, second) in enumerate(pairwise(parts)):
        for lemma in (second.lemma, *second.bases):
            if whole := _WHOLES.get((first.lemma, lemma)):
                joined = Part(whole[0], (), whole[1], first.form + second.form)
                return (*parts[:index], joined, *parts[index + 2 :])
    return tuple(parts)


def _plain(base: str) -> str:
    return base.replace("=", "").replace("-", "").lower()
