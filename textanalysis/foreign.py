"""Words of other languages in a Finnish text, or that Voikko does not know."""

import re
from pathlib import Path

from textanalysis import english, finnish, swedish

_DATA = Path(__file__).parent / "data"


def _listed(name: str) -> frozenset[str]:
    return frozenset((_DATA / f"{name}.txt").read_text(encoding="utf-8").split())


# Words of Swedish and English texts that Voikko takes for Finnish ones.
ALSO_FINNISH = _listed("also_finnish")
# Names of languages that are shorter than the stem of another word may be.
_SHORT = _listed("short_languages")
# Letters that Swedish words hardly have, and what no English word has.
_ENGLISH_ONLY = re.compile(r"w|th|^sh|sh$|oo|ou|q|c(?![ekyih])|[^aeo]ey$|ly$")
_NOT_ENGLISH = re.compile(r"[åäö]")
_CASES = re.compile(
    r"(issa|issä|ista|istä|illa|illä|ilta|iltä|ille|iksi|ssa|ssä|sta|stä|lla|llä|lta|ltä"
    r"|lle|ksi|ien|iin|een|aan|ään|oon|uun|ia|iä|ta|tä|na|nä|n|a|ä|t)$"
)
_LIKELY = re.compile(r"([aäeiouyö]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi)$")
_LAST_VOWEL = re.compile(r"[aäeiouö]$")
_SHORTEST_STEM = 4
_SHORTEST_LOAN = 3
# What names and loans are compounded with, so that Voikko knows only the end.
_HEADS = re.compile(
    "(?=kieli|ryhm|kurss|kahvi|kerho|ilta|illa|illo|talo|toimi|paja|pajo|test|koke|koe"
    "|neuvo|palvel|opet|koulut|tunti|tunni|tunne|leiri|retk|keskus|keskuk|yhdist|seura"
    "|tapaht|perhe|nais|mies|mieh|laps|nuor|ohjel|harjoit|valmen|pelit|pelej|päiv|viik"
    "|kilpai|esity|näyt|konser|teatt|verkos|hank|projek|juhl|piiri|klubi|tanss|jumppa"
    "|piste|luokka|luoka|tapaam|kirja)"
)


def may_be_swedish(word: str) -> bool:
    """Words that both languages may have are in the Swedish list."""
    if english.is_listed(word):
        return swedish.is_listed(word)
    english_only = _ENGLISH_ONLY.search(word) and not _NOT_ENGLISH.search(word)
    return swedish.is_word(word) or not (english_only or english.is_word(word))


def may_be_english(word: str) -> bool:
    return not _NOT_ENGLISH.search(word)


def inflected(word: str) -> str:
    """What the Finnish cases of a foreign word have in common: "zumbaa", "zumbassa"."""
    for name in (word[:3], word[:4], word[:5]):
        if name in _SHORT and (name == word or _CASES.fullmatch(word[len(name) :])):
            return name
    found = _LAST_VOWEL.sub("", _CASES.sub("", word))
    return found if len(found) >= _SHORTEST_STEM else word


def may_be_inflected(word: str) -> bool:
    """Whether it looks like a form of a loan even among words of another language."""
    return bool(_LIKELY.search(word))


def loaned(word: str) -> tuple[str, str] | None:
    """The foreign and the Finnish part of a compound: "darin" and "kielisille"."""
    for match in _HEADS.finditer(word, _SHORTEST_LOAN):
        first, head = word[: match.start()], word[match.start() :]
        # No word by itself: "darinkielinen" speaks the language, "kieli".
        if head.startswith("kieli") and finnish.readings(f"suomen{head}"):
            return first, "kieli"
        if finnish.readings(head):
            return first, head
    return None
