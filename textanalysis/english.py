"""English words: base forms of common words, what they are derived from, other stems.

Common words are in data/english.txt: what is there is no slip of typing, has its forms
and is derived from another of them where the rules below say so. What is not has a stem
by Snowball, less what makes another word of it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from textanalysis.folding import fold
from textanalysis.snowball import stem

_DATA = Path(__file__).parent / "data" / "english.txt"
_DEEPEST = 3
# Of words of the list, and of others: "cater" is not of "cat".
_SHORTEST_ROOT, _SHORTEST_OF_UNLISTED = 3, 4
# Endings that are nothing else: sadness.
_SURE = ("ness", "ship", "hood", "ful")
# No last letter is doubled before this: skier, buyer.
_AGENT = re.compile(r"[aeiouy]er$")
# British spelling, as Americans write it.
_AMERICAN = (
    (re.compile(r"^(practi)s(?=e|ing)"), r"\1c"),
    (
        re.compile(
            r"(?<=[a-z][b-df-hj-np-tw-z])is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)"
        ),
        "iz",
    ),
    (
        re.compile(
            r"^(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|sav|vap|vig)our"
        ),
        r"\1or",
    ),
    (
        re.compile(r"^(cent|theat|(?:kilo|centi|milli)?met|lit|fib|somb)re(?=s?$)"),
        r"\1er",
    ),
    (
        re.compile(
            r"^(cancel|channel|counsel|enrol|equal|fuel|fulfil|instal|jewel|label|level"
            r"|model|quarrel|signal|skil|travel|tunnel)l(?=e|i|or|y|ful|s?$|ment)"
        ),
        r"\1",
    ),
    (re.compile(r"^(program)me(?=s?$)"), r"\1"),
    (re.compile(r"^((?:de|of)fen|licen|preten)ce"), r"\1se"),
    (re.compile(r"^(dialog|catalog|analog)ue"), r"\1"),
    (re.compile(r"^(gyn|p|h|an|arch|orthop)ae(?=[a-z]{3})"), r"\1e"),
    (re.compile(r"^(anal)ys(?=e|ing)"), r"\1yz"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^tyre(?=s?$)"), "tire"),
    (re.compile(r"^pyjamas$"), "pajamas"),
    (re.compile(r"^cos(?=y$|ie)"), "coz"),
    (re.compile(r"^plough"), "plow"),
    (re.compile(r"^cheque(?=s?$)"), "check"),
    (re.compile(r"^(m)ould"), r"\1old"),
    (re.compile(r"^aeroplane"), "airplane"),
    (re.compile(r"^sceptic"), "skeptic"),
    (re.compile(r"^mum(?=$|s$|my$|mies$)"), "mom"),
    (re.compile(r"^(jewel)e?ry$"), r"\1ry"),
    (re.compile(r"^(age)ing$"), r"aging"),
)
# Most words are spelt alike, and then one look is enough.
_BRITISH = re.compile("|".join(british.pattern for british, _us in _AMERICAN))
# What is no other word: endings, and what stands in their place in the base form.
_FORMS = (
    (re.compile(r"(.+[^s])s$"), ("{}",)),
    (re.compile(r"(.+)es$"), ("{}",)),
    (re.compile(r"(.+)(?:ies|ied|ier|iest)$"), ("{}y",)),
    # caring, hoping: after one vowel another last letter would be doubled
    (re.compile(r"([^aeiou]+[aeiou][bdfgklmnprtvz])(?:ed|ings?)$"), ("{}e",)),
    (re.compile(r"(.+)(?:ed|est|ings?)$"), ("{}", "{}e")),
    (re.compile(r"(.+)([b-df-hj-np-tv-z])\2(?:ed|est|ings?)$"), ("{}",)),
)
# What another word is made with: teacher, loneliness, registration.
_DERIVED = (
    (r"iz(?:ation|er|able)", ("ize",)),
    (r"ifi(?:cation|er)", ("ify",)),
    (r"ication", ("y", "icate")),
    (r"ication|icant|icable", ("y",)),
    (r"ration", ("er", "re")),
    (r"ation", ("", "e", "ate")),
    (r"mission", ("mit",)),
    (r"ption", ("pt", "be", "ve")),
    (r"ition", ("", "e", "ite")),
    (r"sion", ("s", "se", "d", "de")),
    (r"ion", ("", "e")),
    (r"ious", ("ion", "y", "e")),
    (r"(?:an|en)(?:ce|cy)", ("", "e", "ent", "ant")),
    (r"(?:an|en)t", ("", "e", "ate")),
    (r"i(?:ness|ful|ly|er|est)", ("y", "")),
    (r"bility", ("ble",)),
    (r"(?:ment|ness|ship|hood|ful|ous|ive|ee|ism|ery)", ("", "e")),
    (r"(?:ist|ian|ic|ical)", ("", "y", "e", "ic", "ics", "ia")),
    (r"an", ("a",)),
    (r"(?:or|er)", ("e", "")),
    (r"(?:ity|able|ible|al|y|ing)", ("", "e")),
    (r"ly", ("", "le")),
)
_RULES = tuple((re.compile(rf"(.{{2,}}?){end}$"), heads) for end, heads in _DERIVED)
# runner, sunny
_DOUBLED = re.compile(r"(.+)([b-df-hj-np-tv-z])\2(?:er|ery|y|or)$")
# A dropped e and a y that became i count too. "Publication" is not "public".
_INFLECTION = re.compile(r"(s|es|ies|ied|ed|ing|ings|er|ers|ment|ments|e|y|i|ying|)")
_PLURALS = ((re.compile(r"(?<=..)ies$"), "y"), (re.compile(r"(?<=[^aius])s$"), ""))


class Lexicon(NamedTuple):
    """Form -> base form; and base forms that only look derived."""

    forms: Mapping[str, str]
    wholes: frozenset[str]


@lru_cache(maxsize=65_536)
def base(word: str) -> str:
    """The base form of a lower-case word, or a stem, folded: "mothers" is "mother"."""
    plain = _american(fold(word))
    if listed := _listed(plain):
        return listed
    one = _singular(plain)
    if next(_roots(one), ""):
        return one
    for written in (plain, one):
        found = stem("english", written)
        # "tripe" is not "trip", nor would it be if that were not in the list.
        if written == f"{found}e" and found in _lexicon().forms:
            return written
        if any(map(_INFLECTION.fullmatch, _removed(written, found))):
            return found
    return one


@lru_cache(maxsize=65_536)
def origin(base: str) -> str:
    """The listed word that a base form is derived from, itself if from none."""
    found = base
    for _step in range(_DEEPEST):
        found = next(_roots(found), found)
    return found


def is_word(word: str) -> bool:
    """Whether it is a form of a word of the list, or derived from one."""
    plain = _american(fold(word))
    return bool(_listed(plain) or next(_roots(_singular(plain)), ""))


def is_listed(word: str) -> bool:
    """Whether it is a form of a word of the list: compounds are written apart too."""
    return bool(_listed(word))


def _american(word: str) -> str:
    if not _BRITISH.search(word):
        return word
    for british, american in _AMERICAN:
        word = british.sub(american, word)
    return word


def _listed(word: str) -> str:
    """The base form of a word of the list, else nothing."""
    forms = _lexicon().forms
    if word in forms:
        return forms[word]
    return next((forms[one] for one in _forms(word) if one in forms), "")


def _forms(word: str) -> Iterator[str]:
    for pattern, ends in _FORMS:
        if match := pattern.fullmatch(word):
            if match.lastindex == 2:
                yield match[1] + match[2]
            yield from (end.format(match[1]) for end in ends if match.lastindex == 1)


def _roots(word: str) -> Iterator[str]:
    """Listed words that this one is derived from, the likeliest first."""
    forms, wholes = _lexicon()
    if word in wholes:
        return
    if match := _DOUBLED.fullmatch(word):
        doubled = match[1] + match[2]
        if len(doubled) >= _SHORTEST_ROOT and doubled in forms:
            yield forms[doubled]
    for pattern, heads in _RULES:
        if match := pattern.fullmatch(word):
            for head in heads:
                found = forms.get(match[1] + head)
                sure = word in forms or word.endswith(_SURE) or _AGENT.search(word)
                shortest = _SHORTEST_ROOT if sure else _SHORTEST_OF_UNLISTED
                if found and found != word and len(found) >= shortest:
                    yield found


def _singular(word: str) -> str:
    for plural, ending in _PLURALS:
        if plural.search(word):
            return plural.sub(ending, word)
    return word


def _removed(word: str, stem: str) -> tuple[str, str]:
    """The ending, without what the stem has in place of its first letter; and without
    the letter that was doubled for it: running.
    """
    same = next(
        (i for i, (a, b) in enumerate(zip(word, stem, strict=False)) if a != b),
        min(len(word), len(stem)),
    )
    ending = word[same:]
    doubled = len(ending) > 1 and same > 0 and ending[0] == word[same - 1]
    return ending, ending[1:] if doubled else ending


@cache
def _lexicon() -> Lexicon:
    forms: dict[str, str] = {}
    wholes = set()
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            written, _colon, more = line.partition(":")
            bases = [_american(one.removesuffix("!")) for one in written.split()]
            wholes |= {
                _american(one[:-1]) for one in written.split() if one.endswith("!")
            }
            for one in map(_american, more.split()):
                forms.setdefault(one, bases[-1])
            forms |= {one: one for one in bases}
    return Lexicon(forms, frozenset(wholes))
