"""Finnish place names in their cases, by rule: "Turussa" and "Turkuun" are Turku.

`stems` reads a name, which is known, and is generous; `without_endings` reads what
somebody typed. A name is meant where the two meet. All text is folded and written
together, so vowel harmony does not show. The rules are those of Iso suomen kielioppi
on gradation, stems and cases, as far as names of places need them. A wrong grade
("Helsinkissä") is understood as well: many who search are learning the language.
"""

import re
from collections.abc import Iterator, Mapping

_VOWELS = "aeiouy"

# How a name ends -> how its stems end. The first line that fits is used.
_STEMS = (
    ("nen", ("se", "si", "s")),  # Kauniaisissa, Kauniaisten
    ("us", ("ukse", "ude", "ute", "ut", "us")),  # Kannuksessa, Varkaudessa
    ("ys", ("ykse", "yde", "yte", "yt", "ys")),
    ("as", ("aa", "as", "asi")),  # Pihtiputaalla, Korsnäsissä
    ("es", ("ekse", "ee", "es", "esi")),  # Nurmeksessa
    ("is", ("ikse", "ii", "is", "isi")),
    ("os", ("okse", "os", "osi")),
    ("at", ("oi", "ai", "o")),  # Virroilla, Virtain
    ("et", ("i",)),
    ("ot", ("oi",)),
    ("dun", ("tume",)),  # Punkalaitumella
    ("si", ("de", "te", "se", "si", "t")),  # Orivedellä
    ("e", ("ee", "e", "et")),  # Tampereella, Raahessa, Tamperetta
    ("i", ("i", "e")),  # Helsingissä, Lahdessa
    *((vowel, (vowel,)) for vowel in _VOWELS),
    ("", ("i",)),  # Sundissa
)
# These are in the weak grade to begin with: Virrat, Virtojen.
_WEAK_FIRST = ("as", "at", "e", "et", "ot")

_WEAK = {
    "kk": ("k",),
    "pp": ("p",),
    "tt": ("t",),
    "nk": ("ng",),
    "mp": ("mm",),
    "nt": ("nn",),
    "lt": ("ll",),
    "rt": ("rr",),
    "lk": ("l", "lj"),
    "rk": ("r", "rj"),
    "hk": ("h", "hj"),
    "k": ("",),
    "p": ("v",),
    "t": ("d",),
}
_STRONG = {
    "k": ("kk",),
    "p": ("pp",),
    "t": ("tt",),
    "ng": ("nk",),
    "mm": ("mp",),
    "nn": ("nt",),
    "ll": ("lt",),
    "rr": ("rt",),
    "v": ("p",),
    "d": ("t",),
}
# The last vowel may be followed by the i of the plural.
_LAST_CONSONANTS = re.compile(
    rf"(.*[{_VOWELS}])([^{_VOWELS}]+)([{_VOWELS}]|aa|ee|[ao]i)"
)
_ENDINGS = (
    *("n", "en", "in", "jen", "ten"),
    *("a", "ja", "ta", "tta"),
    *("ssa", "sta", "seen", "siin", "hin"),
    *("lla", "lta", "lle"),
    "s",  # Swedish and English: Esbos, Helsinki's
)
_DOUBLED = re.compile(rf"(.*([{_VOWELS}]))h?\2n")  # Turkuun, Kankaanpäähän
# An adjective at the front has endings of its own: Uudessakaupungissa: also after
# another part, Itä-Uudellamaalla.
_FIRST_PARTS = (
    (re.compile(r"itauu(?:de(?:n|ssa|sta|lla|lta|lle)|teen|tta)(?=maa)"), "itauusi"),
    (re.compile(r"uu(?:de(?:n|ssa|sta|lla|lta|lle)|teen|tta)(?=\w)"), "uusi"),
    (re.compile(r"iso(?:n|ssa|sta|on|lla|lta|lle|a)(?=\w)"), "iso"),
    (re.compile(r"vaha(?:n|ssa|sta|an|lla|lta|lle|a)(?=\w)"), "vaha"),
    (re.compile(r"vanha(?:n|ssa|sta|an|lla|lta|lle|a)(?=\w)"), "vanha"),
)


def stems(name: str) -> set[str]:
    """What stands before the endings of a name, in every grade that it may have."""
    ending, changed = next(rule for rule in _STEMS if name.endswith(rule[0]))
    start = name.removesuffix(ending)
    found = {start + stem for stem in changed}
    if ending in _WEAK_FIRST:
        found |= {graded for stem in found for graded in _regraded(stem, _STRONG)}
    return found | {graded for stem in found for graded in _regraded(stem, _WEAK)}


def without_endings(word: str) -> set[str]:
    """What may be the stem of a word in some case."""
    for inflected, plain in _FIRST_PARTS:
        if front := inflected.match(word):
            word = plain + word[front.end() :]
    return {stem for stem in _cut(word) if len(stem) > 1}


def _cut(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if word.endswith(ending):
            yield word.removesuffix(ending)
    if doubled := _DOUBLED.fullmatch(word):
        yield doubled[1]


def _regraded(stem: str, grades: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The stem with the consonants before its last vowel in their other grade."""
    if cut := _LAST_CONSONANTS.fullmatch(stem):
        start, consonants, end = cut.groups()
        if consonants not in grades and consonants[0] in "hlmnr":
            # Lahti and Kamppi: only the part after the first consonant changes.
            start, consonants = start + consonants[0], consonants[1:]
        for other in grades.get(consonants, ()):
            yield f"{start}{other}{end}"
