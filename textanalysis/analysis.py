"""The tokens of texts: what documents are found by, and what query words become.

Finnish, Swedish and English at once: nobody guesses languages. A bare token is the base
form of a Finnish word, or a word that Voikko does not know; "fi:", "sv:" and "en:" mark
stems of the latter, so that words of different languages that look alike stay apart,
and "~" what such a word is without its dots.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from itertools import islice, pairwise, product

from textanalysis import english, finnish, foreign, swedish
from textanalysis.folding import fold, fold_but_dots
from textanalysis.hyphens import completed
from textanalysis.queries import Alternative

# To be raised with every change of what words become.
_RULES = 4
VERSION = (
    f"{_RULES} pyvoikko-{version('pyvoikko')} kfst-{version('kfst')}"
    f" pystemmer-{version('pystemmer')}"
)
_WORD = re.compile(r"[^\W_](?:[-‐‑'’:]?(?:[^\W_]|[\u0300-\u036f\u0900-\u1aaf]))*")
_PARTING = re.compile(r"[-‐‑]")
# Endings after an apostrophe or a colon: those of women's, mothers’, EU:n.
_GENITIVE = re.compile(r"['’]s?$|:[a-zåäö]+$")
_MOST = 24
# Marks a word that has dots, as it is without them.
DOTLESS = "~"
# Shorter words say nothing of a language.
_TELLING = 3


def analyse(texts: Iterable[str]) -> list[str]:
    """The distinct tokens of some texts, sorted."""
    found: set[str] = set()
    for text in texts:
        composed = unicodedata.normalize("NFC", text)
        words = _WORD.findall(composed)
        finnish_text = _is_finnish(words)
        joined = () if finnish_text else _joined(words)
        for word in (*words, *completed(composed), *joined):
            found |= tokens(word, finnish_text=finnish_text)
    return sorted(found)


@lru_cache(maxsize=65_536)
def tokens(word: str, *, finnish_text: bool) -> frozenset[str]:
    """All tokens by which a word can be found.

    Among words that are mostly not Finnish, one that Voikko knows may be of another
    language too: "teen" means "of the tea".
    """
    lower = _plain(word)
    found = set(_tokens(lower, finnish_text))
    pieces = _PARTING.split(lower)
    if len(pieces) > 1:
        found.add("".join(pieces))
        for piece in filter(None, pieces):
            found.update(_tokens(piece, finnish_text))
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


@lru_cache(maxsize=16_384)
def own_forms(word: str) -> tuple[Alternative, ...]:
    """Alternatives that are forms of the very word, not what it is derived from."""
    plain = fold_but_dots(_plain(word))
    derived = f"sv:{swedish.origin(swedish.base(plain))}"
    english_base = english.base(plain)
    derivations = {
        (derived,),
        (f"{DOTLESS}{fold(derived)}",),
        (f"en:{english.origin(english_base)}",),
    }
    same = {(f"sv:{swedish.base(plain)}",), (f"en:{english_base}",)}
    return tuple(
        one for one in alternatives(word) if one in same or one not in derivations
    )


def is_word(word: str) -> bool:
    """Whether a dictionary knows it, so that it cannot be a slip of typing."""
    lower = _plain(word)
    return finnish.is_word(lower) or swedish.is_word(lower) or english.is_word(lower)


def warm() -> None:
    """Load what is loaded lazily; may be called from a thread of its own."""
    alternatives("sanakirja ordbok dictionary")


def _plain(word: str) -> str:
    return _GENITIVE.sub("", word.lower())


def _is_finnish(words: Sequence[str]) -> bool:
    telling = {word.lower() for word in words if len(word) >= _TELLING}
    known = sum(bool(finnish.readings(_plain(word))) for word in telling)
    return known * 2 > len(telling)


def _joined(words: Sequence[str]) -> Iterator[str]:
    """English compounds that are written apart: "play group"."""
    for first, second in pairwise(words):
        if len(first) >= _TELLING and english.is_listed(
            together := f"{first}{second}".lower()
        ):
            yield together


def _tokens(lower: str, finnish_text: bool) -> Iterator[str]:
    readings = finnish.readings(lower)
    for reading in readings:
        yield reading.lemma
        for part in reading.parts:
            yield part.lemma
            yield from part.bases
            yield from part.more
    if not (readings and finnish_text) or lower in foreign.ALSO_FINNISH:
        yield from _of_foreign(lower)
    if not readings:
        yield from _of_loan(fold_but_dots(lower), finnish_text)


def _of_foreign(lower: str) -> Iterator[str]:
    plain = fold_but_dots(lower)
    stems = [plain, *(_swedish(plain) if foreign.may_be_swedish(lower) else ())]
    for stem in stems:
        yield stem
        if (folded := fold(stem)) != stem:
            yield f"{DOTLESS}{folded}"
    if foreign.may_be_english(plain):
        base = english.base(plain)
        yield f"en:{base}"
        yield f"en:{english.origin(base)}"


def _of_loan(plain: str, finnish_text: bool) -> Iterator[str]:
    if finnish_text or foreign.may_be_inflected(plain):
        yield f"fi:{foreign.inflected(plain)}"
    if loan := foreign.loaned(plain):
        yield f"fi:{foreign.inflected(loan[0])}"
        yield from _tokens(loan[1], finnish_text=True)


def _swedish(word: str) -> Iterator[str]:
    base = swedish.base(word)
    if swedish.is_word(word):
        yield base
    compound = swedish.compound(word)
    parts = compound.parts if compound else filter(None, (swedish.first(word),))
    for one in (base, *parts, *swedish.others(word)):
        yield f"sv:{one}"
        yield f"sv:{swedish.origin(one)}"


def _alternatives(lower: str) -> Iterator[Alternative]:
    plain = fold_but_dots(lower)
    readings = finnish.readings(lower)
    for reading in readings:
        yield (reading.lemma,)
        if len(reading.parts) > 1:
            yield tuple(dict.fromkeys(part.last for part in reading.parts))
        else:
            yield from ((base,) for base in reading.parts[0].bases)
    for foreign_one in _foreign_alternatives(lower, plain):
        yield foreign_one
        # Without dots, as people type it, unless it is a word like that.
        if fold(plain) == plain and not (readings or swedish.is_word(plain)):
            yield tuple(f"{DOTLESS}{fold(token)}" for token in foreign_one)
    if foreign.may_be_english(plain):
        base = english.base(plain)
        yield (f"en:{base}",)
        yield (f"en:{english.origin(base)}",)
    if not readings:
        yield (f"fi:{foreign.inflected(plain)}",)
        if loan := foreign.loaned(plain):
            first = f"fi:{foreign.inflected(loan[0])}"
            yield from ((first, *head) for head in _alternatives(loan[1]))


def _foreign_alternatives(lower: str, plain: str) -> Iterator[Alternative]:
    yield (plain,)
    if foreign.may_be_swedish(lower):
        base = swedish.base(plain)
        yield (f"sv:{base}",)
        yield (f"sv:{swedish.origin(base)}",)
        if compound := swedish.compound(plain):
            yield tuple(f"sv:{swedish.origin(part)}" for part in compound.parts)


def _together(*parts: Iterable[Alternative]) -> Iterator[Alternative]:
    """Each way to have all parts, by the first alternatives of each."""
    for chosen in islice(product(*(list(islice(one, 4)) for one in parts)), _MOST):
        yield tuple(dict.fromkeys(token for part in chosen for token in part))
