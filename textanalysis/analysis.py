"""The tokens of texts: what documents are found by, and what query words become.

Finnish, Swedish and English at once: nobody guesses languages. A bare token is the base
form of a Finnish word, or a word that Voikko does not know; "fi:", "sv:" and "en:" mark
stems of the latter, so that words of different languages that look alike stay apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from itertools import islice, product

from textanalysis import english, finnish, foreign, swedish
from textanalysis.folding import fold, fold_but_dots
from textanalysis.hyphens import completed
from textanalysis.queries import Alternative

# To be raised with every change of what words become.
_RULES = 2
VERSION = (
    f"{_RULES} pyvoikko-{version('pyvoikko')} kfst-{version('kfst')}"
    f" pystemmer-{version('pystemmer')}"
)
_WORD = re.compile(r"[^\W_](?:[-‐‑'’:]?(?:[^\W_]|[\u0300-\u036f\u0900-\u1aaf]))*")
_PARTING = re.compile(r"[-‐‑]")
# Endings after an apostrophe or a colon: those of women's, mothers’, EU:n.
_GENITIVE = re.compile(r"['’]s?$|:[a-zåäö]+$")
_MOST = 24


def analyse(texts: Iterable[str]) -> list[str]:
    """The distinct tokens of some texts, sorted."""
    found: set[str] = set()
    for text in texts:
        composed = unicodedata.normalize("NFC", text)
        for word in _WORD.findall(composed):
            found |= tokens(word)
        for word in completed(composed):
            found |= tokens(word)
    return sorted(found)


@lru_cache(maxsize=65_536)
def tokens(word: str) -> frozenset[str]:
    """All tokens by which a word of a text can be found."""
    lower = _plain(word)
    found = set(_tokens(lower))
    pieces = _PARTING.split(lower)
    if len(pieces) > 1:
        found.add("".join(pieces))
        found.update(token for piece in pieces if piece for token in _tokens(piece))
    return frozenset(found)


@lru_cache(maxsize=65_536)
def alternatives(word: str) -> tuple[Alternative, ...]:
    """What a text must have to have the word: all tokens of one of these."""
    lower = _plain(unicodedata.normalize("NFC", word))
    found = list(_alternatives(lower))
    pieces = [piece for piece in _PARTING.split(lower) if piece]
    if len(pieces) > 1:
        found.append(("".join(pieces),))
        found += _together(*(_alternatives(piece) for piece in pieces))
    return tuple(dict.fromkeys(found))


def is_word(word: str) -> bool:
    """Whether a dictionary knows it, so that it cannot be a slip of typing."""
    lower = _plain(word)
    return finnish.is_word(lower) or swedish.is_word(lower)


def warm() -> None:
    """Load what is loaded lazily; may be called from a thread of its own."""
    alternatives("sanakirja ordbok dictionary")


def _plain(word: str) -> str:
    return _GENITIVE.sub("", word.lower())


def _tokens(lower: str) -> Iterator[str]:
    readings = finnish.readings(lower)
    for reading in readings:
        yield reading.lemma
        for part in reading.parts:
            yield part.lemma
            yield from part.bases
            yield from part.more
    if not readings or lower in foreign.ALSO_FINNISH:
        yield from _of_unknown(lower)


def _of_unknown(lower: str) -> Iterator[str]:
    plain = fold_but_dots(lower)
    yield from {plain, fold(plain)}
    if foreign.may_be_swedish(lower):
        for stem in _swedish(plain):
            yield from {f"sv:{stem}", f"sv:{fold(stem)}"}
        if swedish.is_word(plain):
            yield swedish.base(plain)
    if foreign.may_be_english(plain):
        yield f"en:{english.base(plain)}"
    yield f"fi:{foreign.inflected(plain)}"
    if loan := foreign.loaned(plain):
        yield f"fi:{foreign.inflected(loan[0])}"
        yield from _tokens(loan[1])


def _swedish(word: str) -> Iterator[str]:
    base = swedish.base(word)
    yield from (base, swedish.origin(base))
    if compound := swedish.compound(word):
        for part in compound.parts:
            yield from (part, swedish.origin(part))


def _alternatives(lower: str) -> Iterator[Alternative]:
    plain = fold_but_dots(lower)
    for reading in finnish.readings(lower):
        yield (reading.lemma,)
        if len(reading.parts) > 1:
            yield tuple(dict.fromkeys(part.last for part in reading.parts))
        else:
            yield from ((base,) for base in reading.parts[0].bases)
    yield (plain,)
    if foreign.may_be_swedish(lower):
        base = swedish.base(plain)
        yield (f"sv:{base}",)
        yield (f"sv:{swedish.origin(base)}",)
        if compound := swedish.compound(plain):
            yield tuple(f"sv:{swedish.origin(part)}" for part in compound.parts)
    if foreign.may_be_english(plain):
        yield (f"en:{english.base(plain)}",)
    if not finnish.readings(lower):
        yield (f"fi:{foreign.inflected(plain)}",)
        if loan := foreign.loaned(plain):
            first = f"fi:{foreign.inflected(loan[0])}"
            yield from ((first, *head) for head in _alternatives(loan[1]))


def _together(*parts: Iterable[Alternative]) -> Iterator[Alternative]:
    """Each way to have all parts, by the first alternatives of each."""
    for chosen in islice(product(*(list(islice(one, 4)) for one in parts)), _MOST):
        yield tuple(dict.fromkeys(token for part in chosen for token in part))
